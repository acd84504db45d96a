// Why one line of a page could not be read.

/// A bad line: where, and what is wrong with it.
public struct LineFault: Hashable, Sendable {
    public enum Reason: String, Sendable {
        case name = "no metric name here"
        case label = "label name expected"
        case equals = "'=' expected after the label name"
        case quote = "label value must be quoted"
        case unterminated = "label value not terminated"
        case separator = "',' or '}' expected"
        case duplicate = "label name used twice"
        case encoding = "not valid UTF-8"
        case value = "no number here"
        case timestamp = "timestamp is not a whole number"
        case trailing = "text after the timestamp"
        case control = "NUL byte"
    }

    /// 1 based.
    public let line: Int
    /// 1 based, in bytes.
    public let column: Int
    public let reason: Reason

    /// `line 7, column 12: no number here`
    public var text: String { "line \(line), column \(column): \(reason.rawValue)" }
}
