// A pattern as a tree of bytes, before it becomes a machine.

/// One piece of a pattern.
indirect enum PatternNode: Equatable, Sendable {
    case bytes(ByteSet)
    /// The text's beginning and end.
    case start, end
    case sequence([PatternNode])
    case choice([PatternNode])
    /// `most` nil: without bound.
    case repeated(PatternNode, least: Int, most: Int?)

    /// One scalar, case folded if it is an ASCII letter.
    static func literal(_ scalar: Unicode.Scalar) -> PatternNode {
        let bytes = UTF8.encode(scalar).map(Array.init) ?? []
        return .sequence(
            bytes.map { byte in
                var set = ByteSet()
                set.insertAnyCase(byte)
                return .bytes(set)
            })
    }

    static func literal(_ text: String) -> PatternNode { .sequence(text.unicodeScalars.map { literal($0) }) }

    /// Any one scalar: a byte that begins one and the bytes that continue it.
    static let anyScalar = PatternNode.sequence([
        .bytes(ByteSet(0x80...0xBF).inverted), .repeated(.bytes(ByteSet(0x80...0xBF)), least: 0, most: nil),
    ])

    /// Whole text, with `*` for anything and `?` for any one character.
    static func glob(_ text: String) -> PatternNode {
        let inner = text.unicodeScalars.map { scalar -> PatternNode in
            switch scalar {
            case "*": .repeated(.bytes(ByteSet().inverted), least: 0, most: nil)
            case "?": anyScalar
            default: literal(scalar)
            }
        }
        return .sequence([.start] + inner + [.end])
    }
}
