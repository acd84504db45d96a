// A label block taken apart into text, when a series is learned. Not for hot paths: it allocates (unsafe: borrows bytes).

import Glibc

/// Names and unescaped values of one label block that `TextScanner` has accepted.
public enum Labels {
    /// - Parameter block: the bytes between the braces.
    public static func parse(_ block: UnsafeRawBufferPointer) -> [(name: String, value: String)] {
        var labels: [(name: String, value: String)] = []
        forEach(in: block) { labels.append((String(decoding: $0, as: UTF8.self), $1)) }
        return labels
    }

    /// Each label's name, as bytes that are lent for the call, and its value, in order.
    ///
    /// - Parameter block: the bytes between the braces.
    public static func forEach(
        in block: UnsafeRawBufferPointer, _ body: (_ name: UnsafeRawBufferPointer, _ value: String) -> Void
    ) {
        var at = 0
        while let name = name(block, &at) {
            switch name {
            case .bare(let range): body(UnsafeRawBufferPointer(rebasing: block[range]), text(block, &at))
            case .quoted(var name):
                let value = text(block, &at)
                name.withUTF8 { body(UnsafeRawBufferPointer($0), value) }
            }
        }
    }

    /// Where a label's name stands, or what it is where it may hold escapes.
    private enum Name {
        case bare(Range<Int>), quoted(String)

        func equals(_ wanted: String, in block: UnsafeRawBufferPointer) -> Bool {
            switch self {
            case .bare(let range): wanted.utf8.elementsEqual(block[range])
            case .quoted(let name): name == wanted
            }
        }
    }

    /// One label's value, and where it ends, behind its closing quote; nil if there is no such label. The others are passed by.
    ///
    /// - Parameter block: the bytes between the braces.
    public static func first(named wanted: String, in block: UnsafeRawBufferPointer) -> (value: String, end: Int)? {
        var at = 0
        while let name = name(block, &at) {
            if name.equals(wanted, in: block) { return (text(block, &at), at) }
            skipText(block, &at)
        }
        return nil
    }

    /// Whether a block has none of these labels. False if that is not plain to see.
    ///
    /// - Parameter block: the bytes between the braces.
    public static func has(noneOf names: [[UInt8]], in block: UnsafeRawBufferPointer) -> Bool {
        let bytes = PageBytes(block)
        var at = 0
        while at < block.count {
            let start = at
            while at < block.count, PageBytes.isNameByte(block[at]) { at &+= 1 }
            guard at > start, at &+ 1 < block.count, block[at] == 0x3D, block[at &+ 1] == 0x22 else { return false }
            for name in names where name.count == at &- start {
                if name.withUnsafeBytes({ memcmp($0.baseAddress!, bytes.base + start, name.count) }) == 0 {
                    return false
                }
            }
            at = bytes.plainEnd(at &+ 2, block.count)
            while at < block.count, block[at] != 0x22 {
                at = bytes.plainEnd(at &+ (block[at] == 0x5C ? 2 : 1), block.count)
            }
            at &+= 1
            guard at >= block.count || block[at] == 0x2C else { return false }
            at &+= 1
        }
        return true
    }

    /// The next label's name; leaves `at` at the opening quote of its value. A quoted metric name is passed by.
    private static func name(_ block: UnsafeRawBufferPointer, _ at: inout Int) -> Name? {
        while at < block.count {
            while at < block.count, block[at] == 0x20 || block[at] == 0x09 || block[at] == 0x2C { at += 1 }
            guard at < block.count else { break }
            let name: Name = block[at] == 0x22 ? .quoted(text(block, &at)) : .bare(bare(block, &at))
            while at < block.count, block[at] == 0x20 || block[at] == 0x09 { at += 1 }
            guard at < block.count, block[at] == 0x3D else { continue }
            while at < block.count, block[at] != 0x22 { at += 1 }
            return name
        }
        return nil
    }

    /// From an opening quote to after the closing one.
    private static func skipText(_ block: UnsafeRawBufferPointer, _ at: inout Int) {
        at += 1
        while at < block.count, block[at] != 0x22 { at += block[at] == 0x5C ? 2 : 1 }
        at = min(at + 1, block.count)
    }

    private static func bare(_ block: UnsafeRawBufferPointer, _ at: inout Int) -> Range<Int> {
        let start = at
        while at < block.count, block[at] != 0x3D, block[at] != 0x20, block[at] != 0x09, block[at] != 0x2C { at += 1 }
        if at == start { at += 1 }
        return start..<at
    }

    /// From an opening quote to after the closing one. `\\`, `\"` and `\n` are escapes; any other pair keeps both bytes.
    private static func text(_ block: UnsafeRawBufferPointer, _ at: inout Int) -> String {
        at += 1
        let bytesHere = PageBytes(block)
        let end = bytesHere.plainEnd(at, block.count)
        if end < block.count, block[end] == 0x22 {
            defer { at = end + 1 }
            return String(decoding: UnsafeRawBufferPointer(rebasing: block[at..<end]), as: UTF8.self)
        }
        var bytes: [UInt8] = []
        while at < block.count, block[at] != 0x22 {
            if block[at] == 0x5C, at + 1 < block.count {
                at += 1
                switch block[at] {
                case 0x6E: bytes.append(0x0A)
                case 0x5C, 0x22: bytes.append(block[at])
                default: bytes += [0x5C, block[at]]
                }
            } else {
                bytes.append(block[at])
            }
            at += 1
        }
        at += 1
        return String(decoding: bytes, as: UTF8.self)
    }
}
