// Reads the regular expressions of relabelling rules: RE2's language as Prometheus' users write it.
// No back references and no look-around, as in RE2: that is what makes matching linear.

/// Text to a tree. Bounded in depth and repetition.
struct RelabelParser {
    static let depthLimit = 64
    /// As in RE2.
    static let repeatLimit = 1_000

    private let scalars: [UInt32]
    private var at = 0
    private var groups = 0
    private(set) var names: [String: Int] = [:]
    private var ignoresCase = false
    private var dotTakesLineFeed = false

    init(_ text: String) { scalars = text.unicodeScalars.map(\.value) }

    mutating func parse() throws(RelabelPatternError) -> (node: RelabelNode, groups: Int) {
        let node = try choice(depth: 0)
        if at < scalars.count { throw error("this ) closes nothing") }
        return (node, groups)
    }

    private func error(_ reason: String, at offset: Int? = nil) -> RelabelPatternError {
        RelabelPatternError(offset: offset ?? at, reason: reason)
    }

    private func peek(_ character: Unicode.Scalar, ahead: Int = 0) -> Bool {
        at + ahead < scalars.count && scalars[at + ahead] == character.value
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard peek(character) else { return false }
        at += 1
        return true
    }

    private mutating func choice(depth: Int) throws(RelabelPatternError) -> RelabelNode {
        guard depth < Self.depthLimit else { throw error("more than \(Self.depthLimit) groups within one another") }
        let (foldsBefore, dotBefore) = (ignoresCase, dotTakesLineFeed)
        defer { (ignoresCase, dotTakesLineFeed) = (foldsBefore, dotBefore) }
        var choices: [RelabelNode] = [], sequence: [RelabelNode] = []
        while at < scalars.count, !peek(")") {
            if take("|") {
                choices.append(.sequence(sequence))
                sequence = []
                continue
            }
            let atom = try self.atom(depth: depth)
            sequence.append(try repeats(atom))
        }
        return choices.isEmpty ? .sequence(sequence) : .choice(choices + [.sequence(sequence)])
    }

    private mutating func atom(depth: Int) throws(RelabelPatternError) -> RelabelNode {
        let start = at
        let scalar = scalars[at]
        at += 1
        switch Unicode.Scalar(scalar) {
        case ".": return .set(any)
        case "^": return .start
        case "$": return .end
        case "(": return try group(depth: depth, from: start)
        case "[": return .set(try bracket(from: start))
        case "\\": return try escape(from: start)
        case "*", "+", "?": throw error("nothing to repeat here", at: start)
        default: return .set(literal(scalar))
        }
    }

    private var any: ScalarSet {
        var set = ScalarSet(dotTakesLineFeed ? [] : [0x0A...0x0A])
        set.isInverted = true
        return set
    }

    private func literal(_ scalar: UInt32) -> ScalarSet {
        var set = ScalarSet([scalar...scalar])
        if ignoresCase { set.foldCase() }
        return set
    }

    private mutating func group(depth: Int, from start: Int) throws(RelabelPatternError) -> RelabelNode {
        guard take("?") else { return try closed(depth: depth, from: start, number: nextGroup()) }
        if peek("P"), peek("<", ahead: 1) { at += 1 }
        if take("<") {
            var name = ""
            while at < scalars.count, !peek(">") {
                name.unicodeScalars.append(Unicode.Scalar(scalars[at]) ?? "?")
                at += 1
            }
            guard take(">"), !name.isEmpty else { throw error("the group's name is not closed by >", at: start) }
            let number = nextGroup()
            guard names.updateValue(number, forKey: name) == nil else {
                throw error("the group name \(name) is used twice", at: start)
            }
            return try closed(depth: depth, from: start, number: number)
        }
        var switchesOn = true
        while at < scalars.count, !peek(":"), !peek(")") {
            switch Unicode.Scalar(scalars[at]) {
            case "-": switchesOn = false
            case "i": ignoresCase = switchesOn
            case "s": dotTakesLineFeed = switchesOn
            case "U", "m": break
            default: throw error("this kind of group is not known (no look-around)", at: start)
            }
            at += 1
        }
        if take(")") { return .empty }
        guard take(":") else { throw error("the group is not closed", at: start) }
        return try closed(depth: depth, from: start, number: nil)
    }

    private mutating func nextGroup() -> Int {
        groups += 1
        return groups
    }

    private mutating func closed(depth: Int, from start: Int, number: Int?) throws(RelabelPatternError) -> RelabelNode {
        let inner = try choice(depth: depth + 1)
        guard take(")") else { throw error("the group is not closed", at: start) }
        return number.map { .group(inner, number: $0) } ?? inner
    }

    private mutating func repeats(_ atom: RelabelNode) throws(RelabelPatternError) -> RelabelNode {
        var node = atom
        while at < scalars.count {
            let start = at
            var bounds: (least: Int, most: Int?)?
            if take("*") {
                bounds = (0, nil)
            } else if take("+") {
                bounds = (1, nil)
            } else if take("?") {
                bounds = (0, 1)
            } else if peek("{") {
                bounds = counted()
            }
            guard let bounds else { return node }
            guard bounds.least <= Self.repeatLimit, (bounds.most ?? 0) <= Self.repeatLimit,
                bounds.most ?? bounds.least >= bounds.least
            else { throw error("a repetition is {n}, {n,} or {n,m} with n <= m <= \(Self.repeatLimit)", at: start) }
            let greedy = !take("?")
            node = .repeated(node, least: bounds.least, most: bounds.most, greedy: greedy)
        }
        return node
    }

    /// `{n}`, `{n,}`, `{n,m}`; anything else leaves the brace a plain sign.
    private mutating func counted() -> (least: Int, most: Int?)? {
        guard let close = scalars[at...].firstIndex(of: 0x7D) else { return nil }
        let text = scalars[at + 1..<close]
        guard text.count <= 11, text.allSatisfy({ $0 == 0x2C || (0x30...0x39).contains($0) }) else { return nil }
        let parts = text.split(separator: 0x2C, omittingEmptySubsequences: false).map { part in
            part.reduce(0) { $0 * 10 + Int($1 - 0x30) }
        }
        guard parts.count <= 2, let first = text.first, first != 0x2C else { return nil }
        at = close + 1
        return parts.count == 1 ? (parts[0], parts[0]) : (parts[0], text.last == 0x2C ? nil : parts[1])
    }
}

extension RelabelParser {
    private mutating func escape(from start: Int) throws(RelabelPatternError) -> RelabelNode {
        guard at < scalars.count else { throw error("a backslash at the end", at: start) }
        switch Unicode.Scalar(scalars[at]) {
        case "b": at += 1; return .wordBoundary
        case "B": at += 1; return .noWordBoundary
        case "A": at += 1; return .start
        case "z": at += 1; return .end
        default: return .set(try escapedSet(from: start))
        }
    }

    /// After a backslash: a class, a control sign, a code, or the sign itself.
    private mutating func escapedSet(from start: Int) throws(RelabelPatternError) -> ScalarSet {
        guard at < scalars.count, let scalar = Unicode.Scalar(scalars[at]) else {
            throw error("a backslash at the end", at: start)
        }
        at += 1
        func inverted(_ set: ScalarSet) -> ScalarSet {
            var set = set
            set.isInverted = true
            return set
        }
        switch scalar {
        case "d": return .digits
        case "D": return inverted(.digits)
        case "w": return .words
        case "W": return inverted(.words)
        case "s": return .blanks
        case "S": return inverted(.blanks)
        case "n": return literal(0x0A)
        case "t": return literal(0x09)
        case "r": return literal(0x0D)
        case "f": return literal(0x0C)
        case "v": return literal(0x0B)
        case "a": return literal(0x07)
        case "x": return literal(try code(from: start))
        default:
            let isLetter = (0x41...0x5A).contains(scalar.value) || (0x61...0x7A).contains(scalar.value)
            let isDigit = (0x30...0x39).contains(scalar.value)
            if isLetter || isDigit { throw error("\\\(scalar) is not known", at: start) }
            return literal(scalar.value)
        }
    }

    /// `\x41` or `\x{1F600}`
    private mutating func code(from start: Int) throws(RelabelPatternError) -> UInt32 {
        var digits = ""
        if take("{") {
            while at < scalars.count, !peek("}"), digits.count < 8 {
                digits.unicodeScalars.append(Unicode.Scalar(scalars[at]) ?? "?")
                at += 1
            }
            guard take("}") else { throw error("\\x{ is not closed", at: start) }
        } else {
            for scalar in scalars[at...].prefix(2) { digits.unicodeScalars.append(Unicode.Scalar(scalar) ?? "?") }
            at += digits.unicodeScalars.count
        }
        guard let value = UInt32(digits, radix: 16), value <= 0x10FFFF else {
            throw error("\\x takes a code in hexadecimal", at: start)
        }
        return value
    }

    private mutating func bracket(from start: Int) throws(RelabelPatternError) -> ScalarSet {
        var set = ScalarSet()
        let inverted = take("^")
        var isFirst = true
        while at < scalars.count, isFirst || !peek("]") {
            isFirst = false
            if peek("["), peek(":", ahead: 1) {
                set.formUnion(try namedClass(from: at))
                continue
            }
            let low = try bracketItem()
            guard let first = low.single, peek("-"), at + 1 < scalars.count, scalars[at + 1] != 0x5D else {
                set.formUnion(low.set)
                continue
            }
            at += 1
            let high = try bracketItem()
            guard let last = high.single, last >= first else { throw error("this range runs backwards", at: start) }
            set.insert(first...last)
        }
        guard take("]") else { throw error("the [ is not closed", at: start) }
        if ignoresCase { set.foldCase() }
        set.isInverted = inverted
        return set
    }

    private mutating func bracketItem() throws(RelabelPatternError) -> (set: ScalarSet, single: UInt32?) {
        let start = at
        if take("\\") {
            let set = try escapedSet(from: start)
            let range = set.ranges.first
            let isSingle = !set.isInverted && range.map { $0.lowerBound == $0.upperBound } == true
            return (set, isSingle ? range?.lowerBound : nil)
        }
        guard at < scalars.count else { throw error("the [ is not closed", at: start) }
        at += 1
        return (ScalarSet([scalars[start]...scalars[start]]), scalars[start])
    }

    private mutating func namedClass(from start: Int) throws(RelabelPatternError) -> ScalarSet {
        at += 2
        var name = ""
        while at < scalars.count, !peek(":"), name.count < 10 {
            name.unicodeScalars.append(Unicode.Scalar(scalars[at]) ?? "?")
            at += 1
        }
        guard peek(":"), peek("]", ahead: 1), let set = ScalarSet.named[name] else {
            throw error("no class [:\(name):]", at: start)
        }
        at += 2
        return set
    }
}
