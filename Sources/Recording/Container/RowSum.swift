// A checksum of a row's plain columns, as compressed parts have theirs. It notices a flipped bit; it mends nothing, and keeps nobody from
// forging a row.

/// Numbers and texts in the order of their columns, FNV-1a folded to 32 bits.
struct RowSum {
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325

    mutating func add(_ value: Int64) {
        for shift in stride(from: 0, to: 64, by: 8) { add(UInt8(truncatingIfNeeded: value >> Int64(shift))) }
    }

    /// The length too: columns do not flow into each other.
    mutating func add(_ text: some Collection<UInt8>) {
        add(Int64(text.count))
        for byte in text { add(byte) }
    }

    private mutating func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

    var value: Int64 { Int64(UInt32(truncatingIfNeeded: hash ^ hash >> 32)) }
}
