// The second channel beside colour: what a monochrome terminal can still show.

/// Text attributes of a cell.
public struct Attributes: OptionSet, Hashable, Sendable {
    /// One bit each; other bits mean nothing.
    public let rawValue: UInt8
    /// Bits as they lie in a cell.
    @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }

    /// Heavier, and on poor terminals brighter.
    public static let bold = Attributes(rawValue: 1)
    /// Fainter; many terminals ignore it.
    public static let dim = Attributes(rawValue: 2)
    /// A line below the glyph.
    public static let underline = Attributes(rawValue: 4)
    /// Glyph and ground change their colours.
    public static let reverse = Attributes(rawValue: 8)
}
