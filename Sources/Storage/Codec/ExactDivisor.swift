// Division of whole numbers by one divisor again and again, where mostly nothing is left over. It divides nothing else.

/// Multiplies by the inverse modulo 2^64 instead.
struct ExactDivisor {
    private let shift: UInt64
    private let inverse: UInt64
    /// The greatest quotient of the odd part.
    private let limit: UInt64

    /// - Parameter divisor: 0 divides nothing but 0.
    init(_ divisor: UInt64) {
        shift = divisor == 0 ? 0 : UInt64(divisor.trailingZeroBitCount)
        let odd = divisor == 0 ? 1 : divisor >> shift
        // Newton: right in 3 bits at first, in twice as many after each step.
        var inverse = odd
        for _ in 0..<5 { inverse = inverse &* (2 &- odd &* inverse) }
        self.inverse = inverse
        limit = divisor == 0 ? 0 : .max / odd
    }

    /// Whether nothing is left over.
    @inline(__always)
    func divides(_ number: UInt64) -> Bool {
        number & ((1 &<< shift) &- 1) == 0 && (number &>> shift) &* inverse <= limit
    }

    /// Right only for what it divides.
    @inline(__always)
    func quotient(_ number: Int64) -> Int64 {
        (number &>> Int64(bitPattern: shift)) &* Int64(bitPattern: inverse)
    }
}
