// Reads one decimal number from borrowed bytes (unsafe), correct to the last bit.
// It is not a tokenizer: a number ends at the first byte up to the blank, or where the caller says.

import Glibc

/// Decimal text to `Double`, as the Prometheus text format means it: no hex, no underscores.
public enum Decimal {
    /// Parses all of `bytes`.
    ///
    /// - Returns: the nearest `Double`; nil if the bytes are not one number, or one beyond the range of a `Double`.
    public static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard let base = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        var at = 0
        guard let value = read(base, &at, bytes.count), at == bytes.count else { return nil }
        return value
    }

    /// Reads the number that starts at `at` and ends at a byte up to 0x20, or at `limit`; leaves `at` behind it.
    ///
    /// - Returns: nil if there is none; `at` is undefined then.
    /// - Source: Clinger's exact fast path, exact 128 bit arithmetic, `strtod` for the rest.
    @inline(__always)
    static func read(_ base: UnsafePointer<UInt8>, _ at: inout Int, _ limit: Int) -> Double? {
        var p = at
        guard p < limit else { return nil }
        let negative = base[p] == 0x2D
        if negative { p &+= 1 }
        if limit &- p >= shortWindow, let (value, end) = short(base, p) {
            at = end
            return negative ? -value : value
        }
        var mantissa: UInt64 = 0
        let first = p
        digitRun(base, &p, limit, &mantissa)
        var digits = p &- first
        var scale = 0
        if p < limit, base[p] == 0x2E {
            p &+= 1
            let fraction = p
            digitRun(base, &p, limit, &mantissa)
            scale = fraction &- p
            digits &-= scale
        }
        // node_exporter prints every large number with an exponent, so it belongs to the fast path.
        if p < limit, base[p] | 0x20 == 0x65 {
            guard let exponent = exponent(base, &p, limit) else { return slow(base, &at, limit) }
            scale &+= exponent
        }
        guard digits &- 1 < 19, digits > 0, p == limit || base[p] <= 0x20 else { return slow(base, &at, limit) }
        let value: Double
        if mantissa <= 1 << 53, scale >= -22, scale <= 22 {
            let exact = Double(Int64(bitPattern: mantissa))
            value = scale == 0 ? exact : scale < 0 ? exact / powersOfTen[-scale] : exact * powersOfTen[scale]
        } else {
            guard let rounded = rounded(mantissa, scale) else { return slow(base, &at, limit) }
            value = rounded
        }
        at = p
        return negative ? -value : value
    }

    /// Digits from `p` on, eight at a time: how many there are is hard to predict, and a loop over them costs more than this.
    @inline(__always)
    private static func digitRun(
        _ base: UnsafePointer<UInt8>, _ p: inout Int, _ limit: Int, _ mantissa: inout UInt64
    ) {
        while p &+ 8 <= limit {
            let word = UnsafeRawPointer(base + p).loadUnaligned(as: UInt64.self) ^ 0x3030_3030_3030_3030
            // The lowest bit set is exact: the first byte that is no digit.
            let others = (word &+ 0x7676_7676_7676_7676 | word) & 0x8080_8080_8080_8080
            let count = others.trailingZeroBitCount &>> 3
            if count == 0 { return }
            mantissa = mantissa &* tens[count] &+ eightDigits(word &<< UInt64(truncatingIfNeeded: 64 &- count &* 8))
            p &+= count
            if count < 8 { return }
        }
        while p < limit {
            let digit = base[p] &- 0x30
            if digit > 9 { break }
            mantissa = mantissa &* 10 &+ UInt64(truncatingIfNeeded: digit)
            p &+= 1
        }
    }

    /// The number that eight digits make, the first in the lowest byte.
    @inline(__always)
    static func eightDigits(_ digits: UInt64) -> UInt64 {
        let pairs = (digits &* 2_561) &>> 8 & 0x00FF_00FF_00FF_00FF
        let fours = (pairs &* 6_553_601) &>> 16 & 0x0000_FFFF_0000_FFFF
        return (fours &* 42_949_672_960_001) &>> 32
    }

    /// `e+09`: up to three digits, else nil.
    @inline(__always)
    private static func exponent(_ base: UnsafePointer<UInt8>, _ p: inout Int, _ limit: Int) -> Int? {
        var at = p &+ 1
        guard at < limit else { return nil }
        let negative = base[at] == 0x2D
        if negative || base[at] == 0x2B { at &+= 1 }
        let first = at
        var value: UInt64 = 0
        digitRun(base, &at, limit, &value)
        guard at > first, at &- first <= 3 else { return nil }
        p = at
        return negative ? -Int(truncatingIfNeeded: value) : Int(truncatingIfNeeded: value)
    }

    /// Everything the fast path declines: plus signs, long mantissas, infinities, NaN, and bad text.
    @inline(never)
    static func slow(_ base: UnsafePointer<UInt8>, _ at: inout Int, _ limit: Int) -> Double? {
        var end = at
        while end < limit, base[end] > 0x20 { end &+= 1 }
        let bytes = UnsafeRawBufferPointer(start: base + at, count: end - at)
        // The longest exact decimal of a double has 767 digits; more than this is no measurement.
        guard bytes.count < 1_100, isNumber(bytes) else { return nil }
        at = end
        let value = withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { text in
            for (offset, byte) in bytes.enumerated() { text[offset] = CChar(bitPattern: byte) }
            text[bytes.count] = 0
            return strtod(text.baseAddress!, nil)
        }
        return value.isInfinite && !isWord(bytes) ? nil : value.isNaN ? .nan : value
    }

    @inline(__always)
    private static var powersOfTen: InlineArray<23, Double> { powers }

    private static let tens: InlineArray<9, UInt64> = [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000,
    ]

    private static let powers: InlineArray<23, Double> = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19, 1e20, 1e21, 1e22,
    ]
}
