// Reads JSON that this program wrote, in one pass and without a tree: the plan of a full hall is a megabyte, and the first frame waits for it.

/// A position in JSON. After the first thing that is not as expected `isValid` is false, and everything reads as nothing.
struct JSONReader {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0
    private(set) var isValid = true

    /// Lists and objects within each other; nothing of ours goes deeper.
    static let depthLimit = 32

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Nothing but blanks is left.
    mutating func isAtEnd() -> Bool { peek() == nil }

    /// Calls `field` with the name of each member; it must read or skip the value.
    mutating func object(_ field: (inout JSONReader, String) -> Void) {
        elements(0x7B, 0x7D) { reader in
            let name = reader.text()
            if !reader.take(0x3A) { reader.fail() }
            if reader.isValid { field(&reader, name) }
        }
    }

    mutating func list<Element>(_ element: (inout JSONReader) -> Element?) -> [Element] {
        var list: [Element] = []
        elements(0x5B, 0x5D) { reader in
            if let next = element(&reader) { list.append(next) } else { reader.fail() }
        }
        return list
    }

    mutating func text() -> String {
        guard take(0x22) else { return failed("") }
        let start = position
        while position < bytes.count, bytes[position] != 0x22, bytes[position] != 0x5C { position += 1 }
        guard position < bytes.count else { return failed("") }
        if bytes[position] == 0x22 {
            position += 1
            return String(decoding: bytes[start..<position - 1], as: UTF8.self)
        }
        return escaped(from: start)
    }

    mutating func integer() -> Int { Int(number()) ?? failed(0) }
    mutating func double() -> Double { Double(number()) ?? failed(0) }

    mutating func bool() -> Bool {
        switch peek() {
        case 0x74: return word("true") || failed(false)
        default: return word("false") ? false : failed(false)
        }
    }

    /// Passes over a value of any kind.
    mutating func skip() {
        switch peek() {
        case 0x22: _ = text()
        case 0x7B: object { reader, _ in reader.skip() }
        case 0x5B: elements(0x5B, 0x5D) { $0.skip() }
        case 0x74, 0x66: _ = bool()
        case 0x6E: if !word("null") { fail() }
        default: _ = double()
        }
    }

    mutating func fail() {
        isValid = false
        position = bytes.count
    }

    private mutating func failed<Value>(_ value: Value) -> Value {
        fail()
        return value
    }

    private mutating func elements(_ open: UInt8, _ close: UInt8, _ element: (inout JSONReader) -> Void) {
        guard depth < Self.depthLimit, take(open) else { return fail() }
        if take(close) { return }
        depth += 1
        defer { depth -= 1 }
        repeat { element(&self) } while take(0x2C)
        if !take(close) { fail() }
    }

    private mutating func peek() -> UInt8? {
        while position < bytes.count, bytes[position] == 0x20 || bytes[position] &- 0x09 < 5 { position += 1 }
        return position < bytes.count ? bytes[position] : nil
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard peek() == byte else { return false }
        position += 1
        return true
    }

    private mutating func word(_ word: StaticString) -> Bool {
        let end = position + word.utf8CodeUnitCount
        guard end <= bytes.count, word.withUTF8Buffer({ bytes[position..<end].elementsEqual($0) }) else { return false }
        position = end
        return true
    }

    private mutating func number() -> Substring {
        _ = peek()
        let start = position
        while position < bytes.count, bytes[position] != 0x2C, bytes[position] != 0x7D, bytes[position] != 0x5D,
            bytes[position] > 0x20
        { position += 1 }
        return Substring(decoding: bytes[start..<position], as: UTF8.self)
    }

    /// The rest of a text that holds an escape.
    private mutating func escaped(from start: Int) -> String {
        var text = Array(bytes[start..<position])
        while position < bytes.count, bytes[position] != 0x22 {
            guard bytes[position] == 0x5C else {
                text.append(bytes[position])
                position += 1
                continue
            }
            position += 2
            guard position <= bytes.count else { return failed("") }
            switch bytes[position - 1] {
            case 0x62: text.append(0x08)
            case 0x66: text.append(0x0C)
            case 0x6E: text.append(0x0A)
            case 0x72: text.append(0x0D)
            case 0x74: text.append(0x09)
            case 0x75: text += Array(String(scalar()).utf8)
            case let other: text.append(other)
            }
        }
        guard position < bytes.count else { return failed("") }
        position += 1
        return String(decoding: text, as: UTF8.self)
    }

    /// Four hex digits, and the second half of a pair if there is one.
    private mutating func scalar() -> Character {
        let high = hex()
        guard high & 0xFC00 == 0xD800, bytes[position...].starts(with: [0x5C, 0x75]) else {
            return Unicode.Scalar(high).map { Character($0) } ?? "\u{FFFD}"
        }
        position += 2
        let value = 0x10000 + (high & 0x3FF) << 10 + hex() & 0x3FF
        return Unicode.Scalar(value).map { Character($0) } ?? "\u{FFFD}"
    }

    private mutating func hex() -> UInt32 {
        let digits = bytes[position...].prefix(4)
        guard digits.count == 4, let value = UInt32(String(decoding: digits, as: UTF8.self), radix: 16) else {
            return failed(0)
        }
        position += 4
        return value
    }
}
