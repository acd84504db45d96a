// The pieces of a filter's text, each with its column.

/// One token.
struct FilterToken: Equatable, Sendable {
    enum Kind: Equatable, Sendable {
        case and, or, not, open, close, end
        /// `>`, `!=`, `~`, `!~`, ...
        case compare(String)
        /// A bare word; a field's name if an operator follows.
        case word(String)
        /// Text in double quotes, its escapes resolved: never a name, never a pattern.
        case quoted(String)
        /// Text between slashes: a regular expression.
        case regex(String)
    }

    let kind: Kind
    /// 1 based.
    let column: Int
}
