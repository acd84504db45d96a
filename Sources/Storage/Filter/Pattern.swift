// Text to look for: a whole text with globs, a part of one, or a regular expression. Case of ASCII letters never matters.
// Compiled once; matching takes one step per byte and allocates nothing, whatever was typed.

/// A compiled pattern.
public struct Pattern: Equatable, Sendable {
    private enum Source: Equatable { case exactly(String), containing(String), glob(String), regex(String) }

    private let source: Source
    private let table: PatternTable

    /// The whole text, signs taken as they are.
    public init(exactly text: String) throws(PatternError) {
        try self.init(.exactly(text), .sequence([.start, .literal(text), .end]))
    }

    /// Anywhere in a text.
    public init(containing text: String) throws(PatternError) { try self.init(.containing(text), .literal(text)) }

    /// The whole text, with `*` for anything and `?` for any one character.
    public init(glob: String) throws(PatternError) { try self.init(.glob(glob), .glob(glob)) }

    /// A regular expression, found anywhere unless it has `^` or `$`.
    public init(regex: String) throws(PatternError) {
        try self.init(.regex(regex), try PatternParser.parse(regex))
    }

    private init(_ source: Source, _ node: PatternNode) throws(PatternError) {
        self.source = source
        table = try PatternTable(PatternProgram(node))
    }

    /// Whether the pattern fits the text; ASCII letters of either case are one.
    public func matches(_ text: String) -> Bool { table.accepts(text.utf8) }

    /// Patterns are equal if they were made from the same text in the same way.
    public static func == (left: Pattern, right: Pattern) -> Bool { left.source == right.source }
}
