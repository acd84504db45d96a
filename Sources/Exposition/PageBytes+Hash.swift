// Hashes of stretches of a page (unsafe: loads words from borrowed bytes). Seeded per process, since keys come from strangers.

extension PageBytes {
    /// Folded 64 by 64 bit products, 16 bytes a step, as wyhash does.
    @inline(__always)
    static func hash(_ base: UnsafePointer<UInt8>, _ length: Int, seed: UInt64) -> UInt64 {
        let raw = UnsafeRawPointer(base)
        var state = seed ^ UInt64(truncatingIfNeeded: length) &* 0x9E37_79B9_7F4A_7C15
        var at = 0
        while at &+ 16 <= length {
            state = fold(
                raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0xA076_1D64_78BD_642F ^ state,
                raw.loadUnaligned(fromByteOffset: at &+ 8, as: UInt64.self) ^ 0xE703_7ED1_A0B4_28DB)
            at &+= 16
        }
        if at &+ 8 <= length {
            state = fold(
                raw.loadUnaligned(fromByteOffset: at, as: UInt64.self) ^ 0x8EBC_6AF0_9C88_C6E3,
                state ^ 0x5899_65CC_7537_4CC3)
            at &+= 8
        }
        var rest: UInt64 = 0
        while at < length {
            rest = rest << 8 | UInt64(base[at])
            at &+= 1
        }
        return fold(rest ^ state ^ 0x1D8E_4E27_C47D_124F, state ^ 0xA076_1D64_78BD_642F)
    }

    @inline(__always)
    func hash(_ start: Int, _ end: Int, seed: UInt64) -> UInt64 { Self.hash(base + start, end &- start, seed: seed) }

    @inline(__always)
    static func fold(_ left: UInt64, _ right: UInt64) -> UInt64 {
        let product = left.multipliedFullWidth(by: right)
        return product.high ^ product.low
    }
}
