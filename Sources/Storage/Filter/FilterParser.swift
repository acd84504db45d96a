// Recursive descent over the tokens of a filter. Loosest first: `|`, then `&` (or a blank), then `!`, then tests and brackets.

import Telemetry

/// Tokens to a tree.
struct FilterParser {
    /// Brackets and inversions within one another.
    static let depthLimit = 32

    private let tokens: [FilterToken]
    private let tests: FilterTestReader
    private var index = 0

    /// - Throws: the first thing that is wrong, with its column.
    static func parse(_ text: String, _ vocabulary: FilterVocabulary) throws(FilterError) -> FilterNode {
        var parser = FilterParser(
            tokens: try FilterLexer.tokens(text), tests: FilterTestReader(vocabulary: vocabulary))
        if parser.token.kind == .end { return .all([]) }
        let node = try parser.any(depth: 0)
        guard parser.token.kind == .end else {
            throw FilterError(column: parser.token.column, reason: "this ) closes nothing; take it out")
        }
        return node
    }

    private init(tokens: [FilterToken], tests: FilterTestReader) {
        self.tokens = tokens
        self.tests = tests
    }

    private var token: FilterToken { tokens[min(index, tokens.count - 1)] }

    private mutating func any(depth: Int) throws(FilterError) -> FilterNode {
        var nodes = [try all(depth: depth)]
        while token.kind == .or {
            index += 1
            nodes.append(try all(depth: depth))
        }
        return nodes.count == 1 ? nodes[0] : .any(nodes)
    }

    private mutating func all(depth: Int) throws(FilterError) -> FilterNode {
        var nodes = [try unary(depth: depth)]
        while true {
            switch token.kind {
            case .and: index += 1
            case .or, .close, .end: return nodes.count == 1 ? nodes[0] : .all(nodes)
            default: break
            }
            nodes.append(try unary(depth: depth))
        }
    }

    private mutating func unary(depth: Int) throws(FilterError) -> FilterNode {
        guard depth < Self.depthLimit else {
            throw FilterError(column: token.column, reason: "more than \(Self.depthLimit) brackets within one another")
        }
        let start = token
        switch start.kind {
        case .not:
            index += 1
            return .not(try unary(depth: depth + 1))
        case .open:
            index += 1
            let node = try any(depth: depth + 1)
            guard token.kind == .close else {
                throw FilterError(column: start.column, reason: "this ( is never closed; add ) at the end")
            }
            index += 1
            return node
        case .quoted(let text):
            index += 1
            return .test(
                .text(try tests.compile(start.column) { () throws(PatternError) in try Pattern(containing: text) }))
        case .regex(let expression):
            index += 1
            return .test(.text(try tests.pattern(expression, column: start.column + 1)))
        case .word(let word):
            index += 1
            return try test(word, at: start)
        case .compare(let spelled): return try bare(spelled, at: start)
        case .and, .or, .close, .end:
            throw FilterError(column: start.column, reason: "a test is missing here, such as temp>85 or a word")
        }
    }

    /// A word alone is text to look for; with an operator behind it, a field.
    private mutating func test(_ word: String, at start: FilterToken) throws(FilterError) -> FilterNode {
        guard case .compare(let comparison) = token.kind else {
            let isGlob = word.contains("*") || word.contains("?")
            return .test(
                .text(
                    try tests.compile(start.column) { () throws(PatternError) in
                        isGlob ? try Pattern(glob: word) : try Pattern(containing: word)
                    }))
        }
        index += 1
        var value = token
        index += 1
        // Screens write `67 °C`: a unit behind a number belongs to it.
        if case .word(let number) = value.kind, case .word(let unit) = token.kind,
            tests.isUnit(unit, behind: number, of: word)
        {
            value = FilterToken(kind: .word(number + unit), column: value.column)
            index += 1
        }
        return try tests.read(field: word, at: start.column, comparison, value)
    }

    /// `~expression` and `!~expression` look through every text field.
    private mutating func bare(_ spelled: String, at start: FilterToken) throws(FilterError) -> FilterNode {
        guard spelled == "~" || spelled == "!~" else {
            throw FilterError(column: start.column, reason: "what shall be compared? name a field before \(spelled)")
        }
        index += 1
        let value = token
        index += 1
        let pattern = try tests.pattern(of: value)
        return spelled == "~" ? .test(.text(pattern)) : .not(.test(.text(pattern)))
    }
}
