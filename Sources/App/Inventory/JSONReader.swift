// JSON as a tree that knows its lines: ten megabytes of NetBox in a fraction of a second, every mistake at its place.

import Facility

/// A recursive reader over bytes.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var line = 1
    private var lineStart = 0
    private var count = 0

    init(_ text: String) { bytes = Array(text.utf8) }

    /// - Throws: the first mistake, with line and column.
    mutating func read() throws(TextFault) -> SourceNode {
        let node = try value(depth: 0)
        skip()
        guard position == bytes.count else { throw fault("more text after the end of the value") }
        return node
    }

    private func fault(_ reason: String) -> TextFault {
        TextFault(line: line, column: position - lineStart + 1, reason: reason)
    }

    private mutating func skip() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x0A:
                position += 1
                line += 1
                lineStart = position
            case 0x20, 0x09, 0x0D: position += 1
            default: return
            }
        }
    }

    private mutating func value(depth: Int) throws(TextFault) -> SourceNode {
        skip()
        guard depth < SourceText.depthLimit else { throw fault("nested deeper than \(SourceText.depthLimit)") }
        count += 1
        guard count <= SourceText.nodeLimit else { throw fault("more than \(SourceText.nodeLimit) values") }
        guard position < bytes.count else { throw fault("the text ends where a value is due") }
        let at = (line: line, column: position - lineStart + 1)
        switch bytes[position] {
        case 0x7B: return SourceNode(.map(try entries(depth)), line: at.line, column: at.column)
        case 0x5B: return SourceNode(.list(try items(depth)), line: at.line, column: at.column)
        case 0x22: return SourceNode(.scalar(try string()), line: at.line, column: at.column)
        default:
            let word = try self.word()
            return SourceNode(word == "null" ? .null : .scalar(word), line: at.line, column: at.column)
        }
    }

    private mutating func entries(_ depth: Int) throws(TextFault) -> [SourceNode.Entry] {
        position += 1
        var entries: [SourceNode.Entry] = []
        skip()
        if position < bytes.count, bytes[position] == 0x7D {
            position += 1
            return entries
        }
        while true {
            skip()
            let at = (line: line, column: position - lineStart + 1)
            guard position < bytes.count, bytes[position] == 0x22 else { throw fault("a key in quotes is due here") }
            let key = try string()
            skip()
            guard position < bytes.count, bytes[position] == 0x3A else { throw fault("a : is due after \"\(key)\"") }
            position += 1
            entries.append(
                SourceNode.Entry(key: key, line: at.line, column: at.column, value: try value(depth: depth + 1)))
            if try isEnd(0x7D) { return entries }
        }
    }

    private mutating func items(_ depth: Int) throws(TextFault) -> [SourceNode] {
        position += 1
        var items: [SourceNode] = []
        skip()
        if position < bytes.count, bytes[position] == 0x5D {
            position += 1
            return items
        }
        while true {
            items.append(try value(depth: depth + 1))
            if try isEnd(0x5D) { return items }
        }
    }

    /// A comma goes on, the closing bracket ends.
    private mutating func isEnd(_ closing: UInt8) throws(TextFault) -> Bool {
        skip()
        guard position < bytes.count else { throw fault("the text ends inside a list or object") }
        let byte = bytes[position]
        guard byte == 0x2C || byte == closing else { throw fault("a comma or the closing bracket is due here") }
        position += 1
        return byte == closing
    }

    private mutating func word() throws(TextFault) -> String {
        let start = position
        while position < bytes.count, ![0x2C, 0x7D, 0x5D, 0x20, 0x09, 0x0A, 0x0D, 0x3A].contains(bytes[position]) {
            position += 1
        }
        let word = String(decoding: bytes[start..<position], as: UTF8.self)
        guard word == "true" || word == "false" || word == "null" || Double(word) != nil else {
            position = start
            throw fault("a value is due here")
        }
        return word
    }

    private mutating func string() throws(TextFault) -> String {
        position += 1
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C {
            guard bytes[position] >= 0x20 else { throw fault("a control character inside a string") }
            position += 1
        }
        guard position < bytes.count else { throw fault("a string is opened and never closed") }
        if bytes[position] == 0x22 {
            position += 1
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        return try escaped(from: start)
    }

    private mutating func escaped(from start: Int) throws(TextFault) -> String {
        var out = Array(bytes[start..<position])
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == 0x22 { return String(decoding: out, as: UTF8.self) }
            guard byte == 0x5C else {
                out.append(byte)
                continue
            }
            guard position < bytes.count else { break }
            let code = bytes[position]
            position += 1
            let plain: [UInt8: UInt8] = [0x6E: 0x0A, 0x74: 0x09, 0x72: 0x0D, 0x62: 0x08, 0x66: 0x0C]
            if code == 0x75 {
                out += Array(String(Character(try unicode())).utf8)
            } else {
                out.append(plain[code] ?? code)
            }
        }
        throw fault("a string is opened and never closed")
    }

    /// `\u1234`, or a pair of them for what lies beyond.
    private mutating func unicode() throws(TextFault) -> Unicode.Scalar {
        let high = try hex()
        if let scalar = Unicode.Scalar(high) { return scalar }
        guard high < 0xDC00, position + 1 < bytes.count, bytes[position] == 0x5C, bytes[position + 1] == 0x75 else {
            return "\u{FFFD}"
        }
        position += 2
        let low = try hex()
        guard low >= 0xDC00, low < 0xE000 else { return "\u{FFFD}" }
        return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
    }

    private mutating func hex() throws(TextFault) -> UInt32 {
        guard position + 4 <= bytes.count,
            let value = UInt32(String(decoding: bytes[position..<position + 4], as: UTF8.self), radix: 16)
        else { throw fault("four hex digits are due after \\u") }
        position += 4
        return value
    }
}
