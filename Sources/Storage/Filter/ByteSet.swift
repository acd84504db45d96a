// Which of the 256 byte values a step of a pattern takes.

/// A set of bytes.
struct ByteSet: Hashable, Sendable {
    private var words = SIMD4<UInt64>()

    init() {}

    init(_ bytes: some Sequence<UInt8>) { for byte in bytes { insert(byte) } }

    func contains(_ byte: UInt8) -> Bool { words[Int(byte >> 6)] >> UInt64(byte & 63) & 1 == 1 }

    mutating func insert(_ byte: UInt8) { words[Int(byte >> 6)] |= 1 << UInt64(byte & 63) }

    mutating func formUnion(_ other: ByteSet) { words |= other.words }

    var inverted: ByteSet {
        var result = self
        result.words = ~words
        return result
    }

    /// Both cases of an ASCII letter, else the byte alone.
    mutating func insertAnyCase(_ byte: UInt8) {
        insert(byte)
        if (byte | 0x20) >= 0x61, (byte | 0x20) <= 0x7A { insert(byte ^ 0x20) }
    }
}
