// Reads one decimal number from borrowed bytes (unsafe), correct to the last bit.
// It is not a tokenizer: the caller says where the number starts and ends.

import Glibc

/// Decimal text to `Double`, as the Prometheus text format means it: no hex, no underscores.
public enum Decimal {
    /// Parses all of `bytes`.
    ///
    /// - Returns: the nearest `Double`, or nil if the bytes are not one number.
    /// - Source: Clinger's exact fast path, `strtod` for the rest.
    @inlinable
    public static func parse(_ bytes: UnsafeRawBufferPointer) -> Double? {
        let count = bytes.count
        guard count > 0 else { return nil }
        var index = 0
        let negative = bytes[0] == 0x2D
        if negative || bytes[0] == 0x2B { index = 1 }
        var mantissa: UInt64 = 0
        var digits = 0
        var scale = 0
        var sawDot = false
        while index < count {
            let byte = bytes[index]
            let digit = byte &- 0x30
            if digit < 10 {
                digits &+= 1
                if digits > 18 { return slow(bytes) }
                mantissa = mantissa &* 10 &+ UInt64(digit)
                if sawDot { scale &-= 1 }
            } else if byte == 0x2E, !sawDot {
                sawDot = true
            } else {
                break
            }
            index &+= 1
        }
        // node_exporter prints every large number with an exponent, so it belongs to the fast path.
        if index < count, bytes[index] | 0x20 == 0x65, digits > 0 {
            guard let exponent = exponent(bytes, &index) else { return slow(bytes) }
            scale &+= exponent
        }
        guard index == count, digits > 0, mantissa <= 1 << 53, scale >= -22, scale <= 22 else { return slow(bytes) }
        let exact = Double(mantissa)
        let value = scale == 0 ? exact : scale < 0 ? exact / powersOfTen[-scale] : exact * powersOfTen[scale]
        return negative ? -value : value
    }

    /// `e+09`: up to three digits, else nil.
    @inlinable
    static func exponent(_ bytes: UnsafeRawBufferPointer, _ index: inout Int) -> Int? {
        var at = index + 1
        guard at < bytes.count else { return nil }
        let negative = bytes[at] == 0x2D
        if negative || bytes[at] == 0x2B { at &+= 1 }
        var value = 0
        let first = at
        while at < bytes.count, bytes[at] &- 0x30 < 10 {
            value = value &* 10 &+ Int(bytes[at] &- 0x30)
            at &+= 1
            guard at &- first <= 3 else { return nil }
        }
        guard at > first else { return nil }
        index = at
        return negative ? -value : value
    }

    /// Everything the fast path declines: exponents, long mantissas, infinities, NaN, and bad text.
    @usableFromInline
    @inline(never)
    static func slow(_ bytes: UnsafeRawBufferPointer) -> Double? {
        guard isNumber(bytes), bytes.count < 512 else { return nil }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: bytes.count + 1) { text in
            for (offset, byte) in bytes.enumerated() { text[offset] = CChar(bitPattern: byte) }
            text[bytes.count] = 0
            return strtod(text.baseAddress!, nil)
        }
    }

    /// The grammar alone: sign, then a word for infinity or NaN, or digits with dot and exponent.
    static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        if rest.first == 0x2D || rest.first == 0x2B { rest = rest.dropFirst() }
        let word = rest.map { $0 | 0x20 }
        if ["inf", "infinity", "nan"].contains(where: { Array($0.utf8) == word }) { return true }
        let whole = rest.prefix { $0 &- 0x30 < 10 }
        rest = rest.dropFirst(whole.count)
        var digits = whole.count
        if rest.first == 0x2E {
            let fraction = rest.dropFirst().prefix { $0 &- 0x30 < 10 }
            digits += fraction.count
            rest = rest.dropFirst(fraction.count + 1)
        }
        guard digits > 0 else { return false }
        guard let letter = rest.first else { return true }
        guard letter | 0x20 == 0x65 else { return false }
        rest = rest.dropFirst()
        if rest.first == 0x2D || rest.first == 0x2B { rest = rest.dropFirst() }
        return !rest.isEmpty && rest.allSatisfy { $0 &- 0x30 < 10 }
    }

    @usableFromInline
    static let powersOfTen: [Double] = [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
        1e18, 1e19, 1e20, 1e21, 1e22,
    ]
}
