// A slot's values as what changed since the slot before (unsafe inside: borrowed frames): exclusive or of the bit patterns, byte plane by
// byte plane, for zstd to squeeze. Only for the seconds not yet sealed.

import Telemetry

enum FrameDelta {
    static func encode(_ values: UnsafeBufferPointer<Float>, after before: UnsafeBufferPointer<Float>?) -> [UInt8] {
        let count = values.count
        return [UInt8](unsafeUninitializedCapacity: count * 4) { output, written in
            for index in 0..<count {
                let old = before.map { index < $0.count ? $0[index].bitPattern : 0 } ?? 0
                let changed = values[index].bitPattern ^ old
                output[index] = UInt8(truncatingIfNeeded: changed)
                output[count + index] = UInt8(truncatingIfNeeded: changed >> 8)
                output[2 * count + index] = UInt8(truncatingIfNeeded: changed >> 16)
                output[3 * count + index] = UInt8(truncatingIfNeeded: changed >> 24)
            }
            written = count * 4
        }
    }

    /// Moves `values` on by one slot. False if the bytes do not fit.
    static func apply(_ bytes: [UInt8], to values: inout [Float]) -> Bool {
        let count = values.count
        guard bytes.count == count * 4 else { return false }
        for index in 0..<count {
            let changed =
                UInt32(bytes[index]) | UInt32(bytes[count + index]) << 8 | UInt32(bytes[2 * count + index]) << 16
                | UInt32(bytes[3 * count + index]) << 24
            values[index] = Float(bitPattern: values[index].bitPattern ^ changed)
        }
        return true
    }
}
