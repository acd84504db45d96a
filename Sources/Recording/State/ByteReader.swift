// Reads what `ByteWriter` wrote. Every length is checked: the bytes may come from anywhere.

/// A position in bytes. After the first impossible number `isValid` is false and everything reads as zero.
struct ByteReader {
    let bytes: [UInt8]
    private(set) var position = 0
    private(set) var isValid = true

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// Begins in the middle, at a place that was found before.
    init(_ bytes: [UInt8], at position: Int) {
        self.bytes = bytes
        self.position = min(max(0, position), bytes.count)
    }

    var isAtEnd: Bool { position >= bytes.count }

    @inline(__always)
    mutating func number() -> UInt64 {
        // Nearly all numbers are small.
        if position < bytes.count, bytes[position] < 0x80 {
            position &+= 1
            return UInt64(bytes[position &- 1])
        }
        return longNumber()
    }

    @inline(never)
    private mutating func longNumber() -> UInt64 {
        var value: UInt64 = 0, shift: UInt64 = 0
        while position < bytes.count, shift < 64 {
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        isValid = false
        return 0
    }

    @inline(__always)
    mutating func integer() -> Int { Int(truncatingIfNeeded: number()) }

    @inline(__always)
    mutating func signed() -> Int64 {
        let value = number()
        return Int64(bitPattern: (value >> 1) ^ (0 &- (value & 1)))
    }

    /// A count of things that take at least one byte each, so never more than what is left.
    mutating func count() -> Int {
        let value = number()
        guard value <= UInt64(bytes.count - position) else {
            isValid = false
            return 0
        }
        return Int(value)
    }

    /// What was read is a number, but none that anybody wrote.
    mutating func refuse() { isValid = false }

    mutating func float() -> Float {
        var pattern: UInt32 = 0
        for byte in run(4) { pattern = pattern >> 8 | UInt32(byte) << 24 }
        return Float(bitPattern: pattern)
    }

    mutating func double() -> Double {
        var pattern: UInt64 = 0
        for byte in run(8) { pattern = pattern >> 8 | UInt64(byte) << 56 }
        return Double(bitPattern: pattern)
    }

    mutating func text() -> String { String(decoding: run(count()), as: UTF8.self) }

    mutating func counted() -> [UInt8] { Array(run(count())) }

    /// Where a counted run begins; passes over it.
    mutating func skipCounted() -> Int {
        let length = count()
        defer { position += length }
        return position
    }

    mutating func run(_ length: Int) -> ArraySlice<UInt8> {
        guard length >= 0, length <= bytes.count - position else {
            isValid = false
            return []
        }
        defer { position += length }
        return bytes[position..<position + length]
    }
}
