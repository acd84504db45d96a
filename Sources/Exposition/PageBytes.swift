// A page as borrowed bytes (unsafe), with the small questions both scanners ask of it. It knows no grammar.

import Glibc

/// Bytes of one page. Must not outlive them; the caller keeps every offset inside.
struct PageBytes {
    let base: UnsafePointer<UInt8>
    let count: Int

    init(_ page: UnsafeRawBufferPointer) {
        count = page.count
        base = page.baseAddress?.assumingMemoryBound(to: UInt8.self) ?? UnsafePointer(bitPattern: 1)!
    }

    @inline(__always)
    subscript(index: Int) -> UInt8 { base[index] }

    /// Offset of the next line feed, or the end of the page.
    @inline(__always)
    func lineEnd(from start: Int) -> Int {
        guard start < count, let found = memchr(base + start, 0x0A, count &- start) else { return count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }

    @inline(__always)
    func same(_ left: Int, _ right: Int, _ length: Int) -> Bool { memcmp(base + left, base + right, length) == 0 }

    func equals(_ start: Int, _ text: StaticString) -> Bool {
        memcmp(base + start, text.utf8Start, text.utf8CodeUnitCount) == 0
    }

    @inline(__always)
    func skipBlanks(_ at: inout Int, _ limit: Int) {
        while at < limit, base[at] == 0x20 || base[at] == 0x09 { at &+= 1 }
    }

    @inline(__always)
    static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

    /// Letter, underscore or colon.
    @inline(__always)
    static func isNameStart(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte == 0x5F || byte == 0x3A }

    @inline(__always)
    static func isNameByte(_ byte: UInt8) -> Bool { isNameStart(byte) || byte &- 0x30 < 10 }

    /// The first byte from `at` on that is a quote, a backslash or not ASCII; `limit` if there is none.
    @inline(__always)
    func plainEnd(_ start: Int, _ limit: Int) -> Int {
        var at = start
        let ones: UInt64 = 0x0101_0101_0101_0101, tops: UInt64 = 0x8080_8080_8080_8080
        while at &+ 8 <= limit {
            let word = UnsafeRawPointer(base + at).loadUnaligned(as: UInt64.self)
            let quote = word ^ (ones &* 0x22), slash = word ^ (ones &* 0x5C)
            // The lowest bit set is exact; higher ones may be carries.
            let hit = ((quote &- ones) & ~quote | (slash &- ones) & ~slash | word) & tops
            if hit != 0 { return at &+ hit.trailingZeroBitCount / 8 }
            at &+= 8
        }
        while at < limit, base[at] != 0x22, base[at] != 0x5C, base[at] < 0x80 { at &+= 1 }
        return at
    }

    /// Offset of the first byte in `range` that breaks UTF-8, nil if none does.
    func invalidUTF8(_ range: Range<Int>) -> Int? {
        var at = range.lowerBound
        while at < range.upperBound {
            let lead = base[at]
            if lead < 0x80 {
                at += 1
                continue
            }
            let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
            guard lead >= 0xC2, lead <= 0xF4, at + length <= range.upperBound else { return at }
            let second = base[at + 1]
            let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
            let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
            guard second >= lowest, second <= highest else { return at }
            for offset in 2..<4 where offset < length {
                guard base[at + offset] & 0xC0 == 0x80 else { return at }
            }
            at += length
        }
        return nil
    }
}
