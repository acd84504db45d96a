// The second step of reading a number: whole numbers of 128 bits, rounded once. It declines what does not fit.

extension Decimal {
    /// `mantissa * 10^scale` to the nearest `Double`, ties to even.
    ///
    /// Both ways end in a quotient of at least 63 bits and the knowledge whether anything is left below it, which decides
    /// every rounding to 53 bits exactly. Between 10^-27 and 10^38 no result is subnormal or too large.
    ///
    /// - Returns: nil outside of -27...19, where the power no longer fits in 64 bits.
    static func rounded(_ mantissa: UInt64, _ scale: Int) -> Double? {
        guard mantissa != 0 else { return 0 }
        if scale >= 0 {
            guard scale <= 19 else { return nil }
            var power: UInt64 = 1
            for _ in 0..<scale { power &*= 10 }
            let (high, low) = mantissa.multipliedFullWidth(by: power)
            guard high != 0 else { return round(low, sticky: false, exponent: 0) }
            let shift = high.leadingZeroBitCount
            let top = shift == 0 ? high : high << UInt64(shift) | low >> UInt64(64 - shift)
            return round(top, sticky: low << UInt64(shift) != 0, exponent: 64 - shift)
        }
        guard scale >= -27 else { return nil }
        var five: UInt64 = 1
        for _ in 0 ..< -scale { five &*= 5 }
        let up = mantissa.leadingZeroBitCount, down = five.leadingZeroBitCount
        let numerator = mantissa << UInt64(up), divisor = five << UInt64(down)
        let (quotient, rest) = divisor.dividingFullWidth((numerator >> 1, numerator << 63))
        return round(quotient, sticky: rest != 0, exponent: down - up - 63 + scale)
    }

    /// `bits * 2^exponent`, with something below the last bit if `sticky`.
    private static func round(_ bits: UInt64, sticky: Bool, exponent: Int) -> Double {
        let shift = bits.leadingZeroBitCount
        let top = bits << UInt64(shift)
        var mantissa = top >> 11
        let rest = top & 0x7FF
        if rest > 0x400 || rest == 0x400 && (sticky || mantissa & 1 == 1) { mantissa += 1 }
        // A carry out of the mantissa runs into the exponent field, which is what it should do.
        let field = UInt64(exponent - shift + 11 + 52 + 1023)
        return Double(bitPattern: ((field - 1) << 52) + mantissa)
    }
}
