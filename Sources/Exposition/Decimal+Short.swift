// Numbers of up to sixteen bytes without a branch for each digit (unsafe: loads words from borrowed bytes). Where a number ends decides
// where the next line begins, so that is found first and alone; what it is worth is computed beside it.

extension Decimal {
    /// Bytes from the number's first on that must be there to be loaded.
    static let shortWindow = 17

    /// A number without a sign: digits with a dot, and an exponent of two digits, as Go prints it. It ends at a byte up to 0x20.
    ///
    /// - Returns: nil for all others, which the general reader takes.
    @inline(__always)
    static func short(_ base: UnsafePointer<UInt8>, _ start: Int) -> (value: Double, end: Int)? {
        let raw = UnsafeRawPointer(base + start)
        let low = raw.loadUnaligned(as: UInt64.self), high = raw.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        let first = ends(low).trailingZeroBitCount &>> 3, second = ends(high).trailingZeroBitCount &>> 3
        let length = first &+ (first == 8 ? second : 0)
        guard base[start &+ length] <= 0x20 else { return nil }
        let text = UInt128(high) &<< 64 | UInt128(low)

        let last = UInt32(truncatingIfNeeded: text &>> UInt128(truncatingIfNeeded: (length &- 4) &* 8))
        let hasExponent = last & 0xFF | 0x20 == 0x65 && length > 4
        let sign = last &>> 8 & 0xFF, ten = last &>> 16 & 0xFF ^ 0x30, one = last &>> 24 ^ 0x30
        let magnitude = Int(truncatingIfNeeded: ten &* 10 &+ one)
        guard !hasExponent || (sign == 0x2B || sign == 0x2D) && ten < 10 && one < 10 else { return nil }
        let exponent = hasExponent ? sign == 0x2D ? 0 &- magnitude : magnitude : 0
        let width = hasExponent ? length &- 4 : length

        // Without its dot, the digits moved to the top: what is left below are leading zeros.
        let others = text ^ ones &* 0x2E
        let dot = (others &- ones) & ~others & tops
        let place = dot.trailingZeroBitCount &>> 3
        let hasDot = place < width
        let below = (hasDot ? (dot & (0 &- dot)) &>> 7 : 0) &- 1
        let count = hasDot ? width &- 1 : width
        guard count > 0 else { return nil }
        let joined = (text & below | text &>> 8 & ~below) ^ ones &* 0x30
        let digits = joined &<< UInt128(truncatingIfNeeded: 128 &- count &* 8)
        guard (digits &+ ones &* 0x76 | digits) & tops == 0 else { return nil }
        let mantissa =
            eightDigits(UInt64(truncatingIfNeeded: digits)) &* 100_000_000
            &+ eightDigits(UInt64(truncatingIfNeeded: digits &>> 64))
        let scale = (hasDot ? place &+ 1 &- width : 0) &+ exponent
        guard mantissa <= 1 << 53, scale >= -22, scale <= 22 else { return nil }
        // One of the two is 1.
        let value = Double(Int64(bitPattern: mantissa)) * ups[scale &+ 22] / downs[scale &+ 22]
        return (value, start &+ length)
    }

    /// The top bit of the first byte up to 0x20, and perhaps of later ones.
    @inline(__always)
    private static func ends(_ word: UInt64) -> UInt64 {
        (word &- 0x2121_2121_2121_2121) & ~word & 0x8080_8080_8080_8080
    }

    @inline(__always)
    private static var ones: UInt128 { 0x0101_0101_0101_0101_0101_0101_0101_0101 }
    @inline(__always)
    private static var tops: UInt128 { 0x8080_8080_8080_8080_8080_8080_8080_8080 }

    private static let ups: InlineArray<45, Double> = [
        1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8,
        1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ]

    private static let downs: InlineArray<45, Double> = [
        1e22, 1e21, 1e20, 1e19, 1e18, 1e17, 1e16, 1e15, 1e14, 1e13, 1e12, 1e11, 1e10, 1e9, 1e8, 1e7, 1e6, 1e5, 1e4,
        1e3, 1e2, 1e1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
    ]
}
