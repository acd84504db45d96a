// Foreground, background and attributes together.

/// How a piece of text looks.
public struct Style: Hashable, Sendable {
    /// The glyph's colour.
    public var foreground: Ink
    /// The ground's colour.
    public var background: Ink
    /// Bold and its kin; most text has none.
    public var attributes: Attributes

    /// From inks, such as levels of heat.
    @inlinable public init(_ foreground: Ink, on background: Ink = .role(.background), _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    /// From roles.
    @inlinable public init(_ role: Role, on background: Role = .background, _ attributes: Attributes = []) {
        self.init(.role(role), on: .role(background), attributes)
    }

    /// Plain text on the theme's ground.
    public static let text = Style(.text)
    /// Labels and what matters less.
    public static let dim = Style(.dim)
}
