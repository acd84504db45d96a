// A fast check of stored bytes (unsafe inside: reads a borrowed buffer). It finds accidents; it does not stop a forger.

/// A 64-bit sum over words: xor, odd multiplication and rotation are each a bijection, so that any change of a single word, and
/// therefore any flipped bit, changes the sum.
enum Checksum {
    static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
        var sum: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(bytes.count)
        var offset = 0
        while offset + 8 <= bytes.count {
            sum = mixed(sum, bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
            offset += 8
        }
        var tail: UInt64 = 0
        while offset < bytes.count {
            tail = tail << 8 | UInt64(bytes[offset])
            offset += 1
        }
        sum = mixed(sum, tail)
        return sum ^ sum >> 32
    }

    @inline(__always)
    private static func mixed(_ sum: UInt64, _ word: UInt64) -> UInt64 {
        let next = (sum ^ word) &* 0xC2B2_AE3D_27D4_EB4F
        return next << 29 | next >> 35
    }
}
