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
    /// A byte at a time on purpose: a page has the same numbers in the same places, so the processor foresees where each ends and goes
    /// on with the next line. Words of eight digits make the next line wait for the end to be computed.
    ///
    /// - Returns: nil if there is none; `at` is undefined then.
    /// - Source: Clinger's exact fast path, exact 128 bit arithmetic, `strtod` for the rest.
    @inline(__always)
    static func read(_ base: UnsafePointer<UInt8>, _ at: inout Int, _ limit: Int) -> Double? {
        var p = at
        guard p < limit else { return nil }
        let negative = base[p] == 0x2D
        if negative { p &+= 1 }
        var mantissa: UInt64 = 0
        let first = p
        digits(base, &p, limit, &mantissa)
        var count = p &- first
        var scale = 0
        if p < limit, base[p] == 0x2E {
            p &+= 1
            let fraction = p
            digits(base, &p, limit, &mantissa)
            scale = fraction &- p
            count &-= scale
        }
        // node_exporter prints every large number with an exponent, so it belongs to the fast path.
        var isPlain = true
        if p < limit, base[p] | 0x20 == 0x65 { isPlain = exponent(base, &p, limit, &scale) }
        let value: Double
        if isPlain, count &- 1 < 19, count > 0, p == limit || base[p] <= 0x20 {
            if mantissa <= 1 << 53, scale >= -22, scale <= 22 {
                let exact = Double(Int64(bitPattern: mantissa))
                value = scale == 0 ? exact : scale < 0 ? exact / powersOfTen[0 &- scale] : exact * powersOfTen[scale]
            } else if let rounded = rounded(mantissa, scale) {
                value = rounded
            } else {
                guard let (number, end) = slow(base, at, limit) else { return nil }
                at = end
                return number
            }
        } else {
            guard let (number, end) = slow(base, at, limit) else { return nil }
            at = end
            return number
        }
        at = p
        return negative ? -value : value
    }

    /// Digits from `p` on.
    @inline(__always)
    private static func digits(
        _ base: UnsafePointer<UInt8>, _ p: inout Int, _ limit: Int, _ mantissa: inout UInt64
    ) {
        while p < limit {
            let digit = base[p] &- 0x30
            if digit > 9 { return }
            mantissa = mantissa &* 10 &+ UInt64(truncatingIfNeeded: digit)
            p &+= 1
        }
    }

    /// `e+09`: up to three digits, else false.
    @inline(__always)
    private static func exponent(_ base: UnsafePointer<UInt8>, _ p: inout Int, _ limit: Int, _ scale: inout Int) -> Bool
    {
        var at = p &+ 1
        guard at < limit else { return false }
        let negative = base[at] == 0x2D
        if negative || base[at] == 0x2B { at &+= 1 }
        let first = at
        var value: UInt64 = 0
        digits(base, &at, limit, &value)
        guard at > first, at &- first <= 3 else { return false }
        p = at
        scale &+= negative ? 0 &- Int(truncatingIfNeeded: value) : Int(truncatingIfNeeded: value)
        return true
    }

    /// Everything the fast path declines: plus signs, long mantissas, infinities, NaN, and bad text.
    @inline(never)
    static func slow(_ base: UnsafePointer<UInt8>, _ start: Int, _ limit: Int) -> (value: Double, end: Int)? {
        var end = start
        while end < limit, base[end] > 0x20 { end &+= 1 }
        let bytes = UnsafeRawBufferPointer(start: base + start, count: end - start)
        // The longest exact decimal of a double has 767 digits; more than this is no measurement.
        guard bytes.count < 1_100, isNumber(bytes) else { return nil }
        let value = withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { text in
            for (offset, byte) in bytes.enumerated() { text[offset] = CChar(bitPattern: byte) }
            text[bytes.count] = 0
            return strtod(text.baseAddress!, nil)
        }
        if value.isInfinite, !isWord(bytes) { return nil }
        return (value.isNaN ? .nan : value, end)
    }

    @inline(__always)
    private static var powersOfTen: InlineArray<23, Double> { powers }

    private static let powers: InlineArray<23, Double> = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
        1e19, 1e20, 1e21, 1e22,
    ]
}
