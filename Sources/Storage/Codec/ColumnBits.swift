// Bit fields of a column (unsafe inside: borrowed buffers). Pure arithmetic.

enum ColumnBits {
    /// `width` bits at `bit`, 1 to 64; nine bytes from the first on must be readable.
    @inline(__always)
    static func field(_ bytes: UnsafeRawPointer, bit: Int, width: Int) -> UInt64 {
        let byte = bit >> 3, shift = bit & 7
        var value = bytes.loadUnaligned(fromByteOffset: byte, as: UInt64.self) >> UInt64(shift)
        if shift &+ width > 64 {
            value |= UInt64(bytes.loadUnaligned(fromByteOffset: byte &+ 8, as: UInt8.self)) << UInt64(64 &- shift)
        }
        return value & (~0 >> UInt64(64 &- width))
    }

    /// The same where the bytes may end right behind the field.
    @inline(__always)
    static func careful(_ bytes: UnsafeRawBufferPointer, bit: Int, width: Int) -> UInt64 {
        if bit >> 3 &+ 9 <= bytes.count { return field(bytes.baseAddress!, bit: bit, width: width) }
        var value: UInt64 = 0
        for index in 0..<width {
            let position = bit &+ index
            guard position >> 3 < bytes.count else { break }
            value |= UInt64(bytes[position >> 3] >> UInt8(position & 7) & 1) << UInt64(index)
        }
        return value
    }

    /// The inverse of the encoder's zigzag.
    @inline(__always)
    static func signed(_ code: UInt64) -> Int64 { Int64(bitPattern: code >> 1) ^ -Int64(bitPattern: code & 1) }
}
