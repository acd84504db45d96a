// Bytes being read: a cursor that never leaves its buffer (unsafe inside: a borrowed buffer).

/// Takes little-endian numbers; nil as soon as the bytes end.
struct ByteSource {
    let bytes: UnsafeRawBufferPointer
    private(set) var offset = 0

    init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
        self.bytes = bytes
        self.offset = max(0, min(offset, bytes.count))
    }

    var left: Int { bytes.count - offset }

    @inline(__always)
    mutating func take<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) -> Number? {
        let size = Number.bitWidth / 8
        guard left >= size else { return nil }
        defer { offset += size }
        return Number(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: Number.self))
    }

    mutating func takeVarint() -> UInt64? {
        var value: UInt64 = 0, shift: UInt64 = 0
        while shift < 64, offset < bytes.count {
            let byte = bytes[offset]
            offset += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
        return nil
    }

    /// A varint that is a count of things which take at least a bit each in what is left, or are at most `limit`.
    mutating func takeCount(limit: Int) -> Int? {
        guard let value = takeVarint(), value <= UInt64(max(0, limit)) else { return nil }
        return Int(value)
    }

    /// Passes over `count` bytes.
    ///
    /// - Returns: where they begin.
    mutating func skip(_ count: Int) -> Int? {
        guard count >= 0, left >= count else { return nil }
        defer { offset += count }
        return offset
    }
}
