// A growable page of bytes to write an exposition into (unsafe inside: one owner, reused, never shrunk).
// A struct that can not be copied: passed `inout`, it costs no exclusivity checks, which were a sixth of a simulated page.

import Glibc

/// The writer's side of the text format. Numbers come out as Go's exporters print them.
public struct PageBuffer: ~Copyable {
    /// Bytes written since the last `removeAll`.
    public private(set) var count = 0
    private var capacity: Int
    private var base: UnsafeMutablePointer<UInt8>

    /// - Parameter capacity: bytes that fit before the buffer has to grow; 64 at least.
    public init(capacity: Int = 40_000) {
        self.capacity = max(64, capacity)
        base = .allocate(capacity: self.capacity)
    }

    deinit { base.deallocate() }

    /// What has been written. Valid until the next change.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Empties the page; its memory stays.
    public mutating func removeAll() { count = 0 }

    private mutating func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = (count + more) * 2
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        grown.update(from: base, count: count)
        base.deallocate()
        base = grown
    }

    /// As they are: escaping is the caller's business.
    public mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBytes { append($0, 0..<bytes.count) } }

    /// A part of a longer text, as it is.
    public mutating func append(_ text: UnsafeRawBufferPointer, _ part: Range<Int>) {
        guard let start = text.baseAddress, !part.isEmpty else { return }
        reserve(part.count)
        memcpy(base + count, start + part.lowerBound, part.count)
        count += part.count
    }

    /// UTF-8 as it is, unescaped.
    public mutating func append(_ text: StaticString) {
        reserve(text.utf8CodeUnitCount)
        memcpy(base + count, text.utf8Start, text.utf8CodeUnitCount)
        count += text.utf8CodeUnitCount
    }

    /// One byte as it is, such as a line feed.
    public mutating func append(byte: UInt8) {
        reserve(1)
        base[count] = byte
        count += 1
    }

    /// In decimal digits, a minus in front of negative ones.
    public mutating func append(integer value: Int64) {
        if value < 0 { append(byte: 0x2D) }
        append(digits: value.magnitude, minimum: 1)
    }

    /// `value / 10^decimals`, all decimals printed: `526.913000`.
    public mutating func append(scaled value: Int64, decimals: Int) {
        if value < 0 { append(byte: 0x2D) }
        var scale: UInt64 = 1
        for _ in 0..<decimals { scale *= 10 }
        append(digits: value.magnitude / scale, minimum: 1)
        append(byte: 0x2E)
        append(digits: value.magnitude % scale, minimum: decimals)
    }

    /// `mantissa / 10^decimals` as Go's exporters print floats: shortest digits, an exponent from 1e+06 on.
    public mutating func append(go mantissa: Int64, decimals: Int = 0) {
        if mantissa < 0 { append(byte: 0x2D) }
        var digits = mantissa.magnitude, places = decimals
        while places > 0, digits % 10 == 0 {
            digits /= 10
            places -= 1
        }
        var length = 1
        var leading: UInt64 = 1
        while digits / leading >= 10 {
            leading *= 10
            length += 1
        }
        let power = length - 1 - places
        guard power >= 6 else { return append(plain: digits, places: places) }
        append(digits: digits / leading, minimum: 1)
        var rest = digits % leading
        var width = length - 1
        while width > 0, rest % 10 == 0 {
            rest /= 10
            width -= 1
        }
        if width > 0 {
            append(byte: 0x2E)
            append(digits: rest, minimum: width)
        }
        append("e+")
        append(digits: UInt64(power), minimum: 2)
    }

    private mutating func append(plain digits: UInt64, places: Int) {
        guard places > 0 else { return append(digits: digits, minimum: 1) }
        var scale: UInt64 = 1
        for _ in 0..<places { scale *= 10 }
        append(digits: digits / scale, minimum: 1)
        append(byte: 0x2E)
        append(digits: digits % scale, minimum: places)
    }

    private mutating func append(digits value: UInt64, minimum: Int) {
        reserve(24)
        var length = 1
        var probe = value
        while probe >= 10 {
            probe /= 10
            length += 1
        }
        length = max(length, minimum)
        var rest = value
        for index in stride(from: length - 1, through: 0, by: -1) {
            base[count + index] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        }
        count += length
    }
}
