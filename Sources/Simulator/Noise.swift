// Randomness as a pure function: integer hashing and plain arithmetic, so that every machine gets the same bits.

/// Seeded, stateless noise.
public struct Noise: Sendable {
    /// The same seed gives the same numbers on every machine.
    public let seed: UInt64

    /// Costs nothing: there is no state to warm up.
    public init(seed: UInt64) { self.seed = seed }

    /// A well-mixed hash of up to three numbers. Source: splitmix64's finaliser.
    @inline(__always)
    public func hash(_ a: Int, _ b: Int = 0, _ c: Int = 0) -> UInt64 {
        var x = seed &+ UInt64(bitPattern: Int64(a)) &* 0x9E37_79B9_7F4A_7C15
        x ^= UInt64(bitPattern: Int64(b)) &* 0xC2B2_AE3D_27D4_EB4F
        x = (x ^ (x >> 30)) &* 0xBF58_476D_1CE4_E5B9
        x ^= UInt64(bitPattern: Int64(c)) &* 0x1656_67B1_9E37_79F9
        x = (x ^ (x >> 27)) &* 0x94D0_49BB_1331_11EB
        return x ^ (x >> 31)
    }

    /// 0 up to, not including, 1.
    @inline(__always)
    public func uniform(_ a: Int, _ b: Int = 0, _ c: Int = 0) -> Double { Double(hash(a, b, c) >> 11) * 0x1p-53 }

    /// Mean 0, deviation 1, within 3.5: the sum of four uniforms.
    @inline(__always)
    public func normal(_ a: Int, _ b: Int = 0, _ c: Int = 0) -> Double {
        let bits = hash(a, b, c)
        let sum = (bits & 0xFFFF) + (bits >> 16 & 0xFFFF) + (bits >> 32 & 0xFFFF) + (bits >> 48)
        return (Double(sum) - 131_070) * (1.732_050_807_568_877_2 / 65_535)
    }

    /// Smooth noise in -1...1 that changes over `periodMs`.
    func drift(_ a: Int, _ b: Int, timeMs: Int64, periodMs: Int64) -> Double {
        let step = Int(timeMs / periodMs)
        let share = Double(timeMs % periodMs) / Double(periodMs)
        let smooth = share * share * (3 - 2 * share)
        let from = uniform(a, b, step), to = uniform(a, b, step + 1)
        return (from + (to - from) * smooth) * 2 - 1
    }

    /// Smooth noise in -1...1 with a known integral: a bump of random height and sign in every period.
    func bump(_ a: Int, _ b: Int, timeMs: Int64, periodMs: Int64) -> Double {
        let step = Int(timeMs / periodMs)
        let share = Double(timeMs % periodMs) / Double(periodMs)
        return 4 * share * (1 - share) * (uniform(a, b, step + 1) - uniform(a, b, step))
    }

    /// The integral of `bump` over milliseconds, up to a constant: heights are differences of neighbours, so their sum telescopes.
    func bumpIntegralMs(_ a: Int, _ b: Int, timeMs: Int64, periodMs: Int64) -> Double {
        let step = Int(timeMs / periodMs)
        let share = Double(timeMs % periodMs) / Double(periodMs)
        let from = uniform(a, b, step), to = uniform(a, b, step + 1)
        return Double(periodMs) * (2 * from / 3 + (to - from) * share * share * (2 - 4 * share / 3))
    }
}
