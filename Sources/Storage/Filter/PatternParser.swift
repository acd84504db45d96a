// Regular expressions of the common kind: . [] [^] \d \w \s * + ? {n,m} | () ^ $ and backslash before any sign.
// No back references and no look-around: what is left always runs in one step per byte.

/// Text to a tree.
struct PatternParser {
    static let depthLimit = 16
    static let repeatLimit = 100

    private let scalars: [Unicode.Scalar]
    private var position = 0

    static func parse(_ text: String) throws(PatternError) -> PatternNode {
        var parser = PatternParser(scalars: Array(text.unicodeScalars))
        let node = try parser.choice(depth: 0)
        guard parser.peek == nil else { throw PatternError(offset: parser.position, reason: "this ) closes nothing") }
        return node
    }

    private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

    private var peek: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

    private mutating func choice(depth: Int) throws(PatternError) -> PatternNode {
        guard depth < Self.depthLimit else {
            throw PatternError(offset: position, reason: "more than \(Self.depthLimit) brackets within one another")
        }
        var choices: [PatternNode] = [], sequence: [PatternNode] = []
        while let scalar = peek, scalar != ")" {
            if scalar == "|" {
                position += 1
                choices.append(.sequence(sequence))
                sequence = []
                continue
            }
            let atom = try self.atom(depth: depth)
            sequence.append(try repeats(of: atom))
        }
        return choices.isEmpty ? .sequence(sequence) : .choice(choices + [.sequence(sequence)])
    }

    private mutating func atom(depth: Int) throws(PatternError) -> PatternNode {
        let start = position
        let scalar = scalars[position]
        position += 1
        switch scalar {
        case ".": return .anyScalar
        case "^": return .start
        case "$": return .end
        case "[": return .bytes(try bracket(from: start))
        case "\\": return try escape(from: start)
        case "*", "+", "?", "{":
            throw PatternError(offset: start, reason: "\(scalar) has nothing to repeat; write \\\(scalar)")
        case "(":
            if peek == "?" {
                guard position + 1 < scalars.count, scalars[position + 1] == ":" else {
                    throw PatternError(offset: start, reason: "only ( and (?: are known")
                }
                position += 2
            }
            let inner = try choice(depth: depth + 1)
            guard peek == ")" else { throw PatternError(offset: start, reason: "this ( is never closed") }
            position += 1
            return inner
        default: return .literal(scalar)
        }
    }

    private mutating func repeats(of atom: PatternNode) throws(PatternError) -> PatternNode {
        var node = atom
        while let scalar = peek {
            switch scalar {
            case "*": node = .repeated(node, least: 0, most: nil)
            case "+": node = .repeated(node, least: 1, most: nil)
            case "?": node = .repeated(node, least: 0, most: 1)
            case "{":
                let (least, most) = try braces()
                node = .repeated(node, least: least, most: most)
                continue
            default: return node
            }
            position += 1
        }
        return node
    }

    /// `{3}`, `{3,}`, `{3,5}`
    private mutating func braces() throws(PatternError) -> (Int, Int?) {
        let start = position
        position += 1
        let least = number()
        var most = least
        if peek == "," {
            position += 1
            most = number()
        }
        guard let least, peek == "}", most.map({ $0 >= least && $0 <= Self.repeatLimit }) ?? (least <= Self.repeatLimit)
        else {
            throw PatternError(offset: start, reason: "write {n}, {n,} or {n,m} with numbers up to \(Self.repeatLimit)")
        }
        position += 1
        return (least, most)
    }

    private mutating func number() -> Int? {
        let start = position
        while let scalar = peek, ("0"..."9").contains(scalar), position - start < 4 { position += 1 }
        return Int(String(String.UnicodeScalarView(scalars[start..<position])))
    }

    private mutating func escape(from start: Int) throws(PatternError) -> PatternNode {
        guard let scalar = peek else { throw PatternError(offset: start, reason: "a \\ needs a sign behind it") }
        position += 1
        if let set = Self.named(scalar) { return .bytes(set) }
        guard !scalar.properties.isAlphabetic, !("0"..."9").contains(scalar) else {
            throw PatternError(offset: start, reason: "\\\(scalar) is not known; there are \\d \\w \\s \\D \\W \\S")
        }
        return .literal(scalar)
    }

    private static func named(_ scalar: Unicode.Scalar) -> ByteSet? {
        let digits = ByteSet(0x30...0x39)
        var word = digits
        word.formUnion(ByteSet(0x41...0x5A))
        word.formUnion(ByteSet(0x61...0x7A))
        word.insert(0x5F)
        let blank = ByteSet([0x20, 0x09])
        switch scalar {
        case "d": return digits
        case "D": return digits.inverted
        case "w": return word
        case "W": return word.inverted
        case "s": return blank
        case "S": return blank.inverted
        default: return nil
        }
    }

    private mutating func bracket(from start: Int) throws(PatternError) -> ByteSet {
        var set = ByteSet()
        let inverse = peek == "^"
        if inverse { position += 1 }
        var isFirst = true
        while let scalar = peek, scalar != "]" || isFirst {
            isFirst = false
            let low = try member(&set)
            guard let low, peek == "-", position + 1 < scalars.count, scalars[position + 1] != "]" else {
                if let low { set.insertAnyCase(low) }
                continue
            }
            let dash = position
            position += 1
            guard let high = try member(&set), high >= low else {
                throw PatternError(offset: dash, reason: "a range runs from lower to higher")
            }
            for byte in low...high { set.insertAnyCase(byte) }
        }
        guard peek == "]" else { throw PatternError(offset: start, reason: "this [ is never closed") }
        position += 1
        return inverse ? set.inverted : set
    }

    /// One sign between brackets; nil if it was a named set, which is in `set` now.
    private mutating func member(_ set: inout ByteSet) throws(PatternError) -> UInt8? {
        let start = position
        guard var scalar = peek else { throw PatternError(offset: start, reason: "this range is never closed") }
        position += 1
        if scalar == "\\", let escaped = peek {
            position += 1
            if let named = Self.named(escaped) {
                set.formUnion(named)
                return nil
            }
            scalar = escaped
        }
        guard scalar.isASCII else { throw PatternError(offset: start, reason: "only ASCII signs between brackets") }
        return UInt8(scalar.value)
    }
}
