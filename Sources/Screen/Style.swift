// Foreground, background and attributes together.

/// How a piece of text looks.
public struct Style: Hashable, Sendable {
    public var foreground: Ink
    public var background: Ink
    public var attributes: Attributes

    @inlinable public init(_ foreground: Ink, on background: Ink = .role(.background), _ attributes: Attributes = []) {
        self.foreground = foreground
        self.background = background
        self.attributes = attributes
    }

    @inlinable public init(_ role: Role, on background: Role = .background, _ attributes: Attributes = []) {
        self.init(.role(role), on: .role(background), attributes)
    }

    public static let text = Style(.text)
    public static let dim = Style(.dim)
}
