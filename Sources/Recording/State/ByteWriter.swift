// Small structured bytes being written: numbers of any size and counted runs. The column codec is elsewhere (`Storage`).

/// Appends little numbers in few bytes.
struct ByteWriter {
    private(set) var bytes: [UInt8] = []

    /// Seven bits a byte, least first.
    mutating func put(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(rest))
    }

    mutating func put(_ value: Int) { put(UInt64(truncatingIfNeeded: value)) }

    /// Small magnitudes of either sign are short.
    mutating func put(signed value: Int64) {
        put(UInt64(bitPattern: (value << 1) ^ (value >> 63)))
    }

    mutating func put(bits value: Float) {
        for shift in stride(from: 0, to: 32, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt32(shift)))
        }
    }

    mutating func put(bits value: Double) {
        for shift in stride(from: 0, to: 64, by: 8) {
            bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> UInt64(shift)))
        }
    }

    mutating func put(_ text: String) {
        put(text.utf8.count)
        bytes += text.utf8
    }

    mutating func put(counted run: [UInt8]) {
        put(run.count)
        bytes += run
    }

    mutating func put(raw run: [UInt8]) { bytes += run }

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }
}
