// Cuts a filter's text into tokens. A value may hold what elsewhere is an operator, so the lexer knows whether one is due.

/// A cursor over the scalars of a filter.
struct FilterLexer {
    /// Longest filter, in scalars.
    static let lengthLimit = 1_000

    private let scalars: [Unicode.Scalar]
    private var position = 0

    init(_ text: String) throws(FilterError) {
        scalars = Array(text.unicodeScalars)
        guard scalars.count <= Self.lengthLimit else {
            throw FilterError(column: Self.lengthLimit, reason: "a filter has at most \(Self.lengthLimit) characters")
        }
    }

    /// All tokens, the last being `end`.
    static func tokens(_ text: String) throws(FilterError) -> [FilterToken] {
        var lexer = try FilterLexer(text)
        var tokens: [FilterToken] = []
        var valueIsDue = false
        while true {
            let token = try lexer.next(valueIsDue: valueIsDue)
            if case .compare = token.kind { valueIsDue = true } else { valueIsDue = false }
            tokens.append(token)
            if token.kind == .end { return tokens }
        }
    }

    private mutating func next(valueIsDue: Bool) throws(FilterError) -> FilterToken {
        while let scalar = peek(), scalar.properties.isWhitespace { position += 1 }
        let column = position + 1
        guard let first = peek() else { return FilterToken(kind: .end, column: column) }
        if first == "\"" { return FilterToken(kind: .quoted(try delimited("\"")), column: column) }
        if first == "/" { return FilterToken(kind: .regex(try delimited("/")), column: column) }
        if valueIsDue { return FilterToken(kind: .word(value()), column: column) }
        if let comparison = comparison() { return FilterToken(kind: .compare(comparison), column: column) }
        position += 1
        switch first {
        case "&": while peek() == "&" { position += 1 }
        case "|": while peek() == "|" { position += 1 }
        default: break
        }
        switch first {
        case "&": return FilterToken(kind: .and, column: column)
        case "|": return FilterToken(kind: .or, column: column)
        case "!": return FilterToken(kind: .not, column: column)
        case "(": return FilterToken(kind: .open, column: column)
        case ")": return FilterToken(kind: .close, column: column)
        default:
            position -= 1
            return FilterToken(kind: .word(word()), column: column)
        }
    }

    private func peek(_ ahead: Int = 0) -> Unicode.Scalar? {
        position + ahead < scalars.count ? scalars[position + ahead] : nil
    }

    private mutating func comparison() -> String? {
        let two = [peek(), peek(1)].compactMap { $0 }
        let spelled = String(String.UnicodeScalarView(two))
        let canonical = ["==": "=", "=~": "~", "~=": "~"]
        if [">=", "<=", "!=", "!~", "==", "=~", "~="].contains(spelled) {
            position += 2
            return canonical[spelled] ?? spelled
        }
        guard let first = peek(), "><=~".unicodeScalars.contains(first) else { return nil }
        position += 1
        return String(first)
    }

    private mutating func word() -> String {
        let start = position
        while let scalar = peek(), !scalar.properties.isWhitespace, !"&|()!<>=~\"".unicodeScalars.contains(scalar) {
            position += 1
        }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    /// A bare value ends at a blank, `&`, `|` or a bracket that it did not open: `job~train-(a|b)` is one value.
    private mutating func value() -> String {
        let start = position
        var depth = 0
        while let scalar = peek(), !scalar.properties.isWhitespace || depth > 0 {
            if scalar == "(" { depth += 1 }
            if scalar == ")" {
                if depth == 0 { break }
                depth -= 1
            }
            if depth == 0, scalar == "&" || scalar == "|" { break }
            position += 1
        }
        return String(String.UnicodeScalarView(scalars[start..<position]))
    }

    /// Text up to the closing mark; a backslash before the mark keeps it, any other backslash stays.
    private mutating func delimited(_ mark: Unicode.Scalar) throws(FilterError) -> String {
        let start = position
        position += 1
        var text = String.UnicodeScalarView()
        while let scalar = peek() {
            position += 1
            if scalar == mark { return String(text) }
            if scalar == "\\", peek() == mark {
                text.append(mark)
                position += 1
            } else {
                text.append(scalar)
            }
        }
        throw FilterError(column: start + 1, reason: "this \(mark) is never closed; add \(mark) at the end")
    }
}
