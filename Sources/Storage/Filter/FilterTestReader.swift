// Reads `field operator value` against a vocabulary: which field, which operators make sense for it, which values.

import Telemetry

/// Turns three tokens into one test.
struct FilterTestReader {
    let vocabulary: FilterVocabulary

    func read(
        field word: String, at column: Int, _ comparison: String, _ value: FilterToken
    ) throws(FilterError) -> FilterNode {
        let field = try self.field(word, at: column)
        let text = try self.text(of: value, after: comparison)
        let inverse = comparison == "!~" || comparison == "!="
        let test: FilterTest
        switch field {
        case .state: test = .state(try states(text, comparison, at: value.column))
        case .mark: test = .mark(try marks(text, comparison, at: value.column))
        case .metric, .age, .bad, .size, .samples, .took, .every:
            return try number(field, comparison, text, at: value.column)
        case .tray where Self.isNumber(text, comparison), .gpu where Self.isNumber(text, comparison):
            return try number(field, comparison, text, at: value.column)
        default:
            guard ["=", "!=", "~", "!~"].contains(comparison) else {
                throw FilterError(column: column, reason: "\(word) is text: it takes = != ~ !~, not \(comparison)")
            }
            test = .field(field, try patterns(text, comparison, value))
        }
        return inverse ? .not(.test(test)) : .test(test)
    }

    /// `tray=7`, `gpu>1`: a number, not the text of a place.
    private static func isNumber(_ text: String, _ comparison: String) -> Bool {
        !comparison.hasSuffix("~") && text.split(separator: ",").allSatisfy { Int($0) != nil }
    }

    /// Whether a word is a unit of a field whose bare value stands before it.
    func isUnit(_ word: String, behind number: String, of field: String) -> Bool {
        let fields = vocabulary.fields(field)
        guard fields.count == 1, Double(number) != nil else { return false }
        return FilterUnit(fields[0], vocabulary.catalogue).knows(word)
    }

    /// The expression in a value token, compiled.
    func pattern(of value: FilterToken) throws(FilterError) -> Pattern {
        let text = try text(of: value, after: "~")
        if case .quoted = value.kind {
            return try compile(value.column) { () throws(PatternError) in try Pattern(containing: text) }
        }
        if case .regex = value.kind { return try pattern(text, column: value.column + 1) }
        return try pattern(text, column: value.column)
    }

    /// - Parameter column: of the expression's first character.
    func pattern(_ expression: String, column: Int) throws(FilterError) -> Pattern {
        try compile(column) { () throws(PatternError) in try Pattern(regex: expression) }
    }

    /// Makes a pattern whose first character stands in `column`.
    func compile(
        _ column: Int, _ make: () throws(PatternError) -> Pattern
    ) throws(FilterError) -> Pattern {
        do {
            return try make()
        } catch {
            throw FilterError(column: column + error.offset, reason: error.reason)
        }
    }

    private func field(_ word: String, at column: Int) throws(FilterError) -> FilterField {
        let fields = vocabulary.fields(word)
        if fields.count == 1 { return fields[0] }
        if fields.isEmpty {
            let near = vocabulary.suggestions(for: word)
            let mend =
                near.isEmpty ? "; see the metric list for names" : "; did you mean \(near.joined(separator: " or "))?"
            throw FilterError(column: column, reason: "no field \"\(word)\"\(mend)")
        }
        let names = fields.compactMap { field -> String? in
            if case .metric(let id) = field { vocabulary.catalogue[id].name } else { nil }
        }
        throw FilterError(column: column, reason: "\"\(word)\" means several: write \(names.joined(separator: " or "))")
    }

    private func text(of value: FilterToken, after comparison: String) throws(FilterError) -> String {
        switch value.kind {
        case .word(let text) where !text.isEmpty: return text
        case .quoted(let text), .regex(let text): return text
        default: throw FilterError(column: value.column, reason: "a value is missing after \(comparison)")
        }
    }

    private func patterns(
        _ text: String, _ comparison: String, _ value: FilterToken
    ) throws(FilterError) -> [Pattern] {
        if comparison == "~" || comparison == "!~" { return [try pattern(of: value)] }
        if case .regex = value.kind { return [try pattern(text, column: value.column + 1)] }
        if case .quoted = value.kind {
            return [try compile(value.column) { () throws(PatternError) in try Pattern(exactly: text) }]
        }
        return try globs(text, at: value.column)
    }

    private func globs(_ text: String, at column: Int) throws(FilterError) -> [Pattern] {
        var patterns: [Pattern] = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            if part.contains("..") {
                throw FilterError(column: column, reason: "no ranges here: write a list with commas, or B0* and B1?")
            }
            patterns.append(try compile(column) { () throws(PatternError) in try Pattern(glob: String(part)) })
        }
        return patterns
    }

    private func states(
        _ text: String, _ comparison: String, at column: Int
    ) throws(FilterError) -> Set<EntityState> {
        let words = EntityState.allCases.map(\.word)
        return Set(try choose(text, comparison, of: words, "state", at: column).map { EntityState.allCases[$0] })
    }

    private func marks(_ text: String, _ comparison: String, at column: Int) throws(FilterError) -> Set<Int> {
        guard !vocabulary.marks.isEmpty else { throw FilterError(column: column, reason: "marks are not known here") }
        return try choose(text, comparison, of: vocabulary.marks, "mark", at: column)
    }

    /// Numbers of the words that a list of globs or an expression picks.
    private func choose(
        _ text: String, _ comparison: String, of words: [String], _ what: String, at column: Int
    ) throws(FilterError) -> Set<Int> {
        var patterns: [Pattern] = []
        switch comparison {
        case "~", "!~": patterns = [try pattern(text, column: column)]
        case "=", "!=": patterns = try globs(FilterVocabulary.fold(text), at: column)
        default: throw FilterError(column: column, reason: "a \(what) is a word: it takes = != ~ !~, not \(comparison)")
        }
        let chosen = words.indices.filter { index in
            patterns.contains { $0.matches(words[index]) || $0.matches(FilterVocabulary.fold(words[index])) }
        }
        guard !chosen.isEmpty else {
            let known = words.map(FilterVocabulary.fold).joined(separator: ", ")
            throw FilterError(column: column, reason: "no \(what) \"\(text)\"; there are \(known)")
        }
        return Set(chosen)
    }

    private func unit(of field: FilterField) -> FilterUnit {
        if vocabulary.areScores, case .metric = field { return .score }
        return FilterUnit(field, vocabulary.catalogue)
    }

    private func number(
        _ field: FilterField, _ comparison: String, _ text: String, at column: Int
    ) throws(FilterError) -> FilterNode {
        if ["unknown", "none", "n/a"].contains(text.lowercased()), comparison == "=" || comparison == "!=" {
            return comparison == "=" ? .test(.unknown(field)) : .not(.test(.unknown(field)))
        }
        let unit = unit(of: field)
        if comparison == "~" || comparison == "!~" {
            guard case .metric(let id) = field, vocabulary.catalogue[id].unit == .bitmask,
                let bits = UInt32(exactly: try unit.number(text, at: column).value)
            else { throw FilterError(column: column, reason: "a number takes > >= < <= = !=, not \(comparison)") }
            return comparison == "~" ? .test(.bits(id, bits)) : .not(.test(.bits(id, bits)))
        }
        guard let compare = FilterComparison(rawValue: comparison) else {
            throw FilterError(column: column, reason: "unknown comparison \(comparison)")
        }
        var numbers: [FilterNumber] = []
        var offset = column
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            numbers.append(try unit.number(String(part), at: offset))
            offset += part.unicodeScalars.count + 1
        }
        guard numbers.count == 1 || compare == .equal || compare == .unequal else {
            throw FilterError(column: column, reason: "a list of numbers takes = or !=, not \(comparison)")
        }
        return .test(.number(field, compare, numbers))
    }
}
