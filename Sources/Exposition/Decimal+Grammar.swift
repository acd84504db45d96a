// What counts as a number at all (unsafe: borrows bytes). Asked only of what the fast path declined.

extension Decimal {
    /// The grammar alone: sign, then a word for infinity or NaN, or digits with dot and exponent.
    static func isNumber(_ bytes: UnsafeRawBufferPointer) -> Bool {
        isWord(bytes) || isReal(bytes)
    }

    /// Infinity or NaN, in any case, with or without a sign.
    static func isWord(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        if rest.first == 0x2D || rest.first == 0x2B { rest = rest.dropFirst() }
        return same(rest, "inf") || same(rest, "infinity") || same(rest, "nan")
    }

    /// Digits with an optional sign, dot and exponent: what a timestamp must be.
    static func isReal(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        if rest.first == 0x2D || rest.first == 0x2B { rest = rest.dropFirst() }
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

    private static func same(_ bytes: Slice<UnsafeRawBufferPointer>, _ word: StaticString) -> Bool {
        guard bytes.count == word.utf8CodeUnitCount else { return false }
        return zip(bytes, UnsafeBufferPointer(start: word.utf8Start, count: word.utf8CodeUnitCount)).allSatisfy {
            $0 | 0x20 == $1
        }
    }
}
