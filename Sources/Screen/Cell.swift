// One character position: what is drawn, by meaning. Eight bytes, compared as one number.

/// A glyph with its inks and attributes. Every glyph is one column wide.
public struct Cell: Hashable, Sendable {
    /// Low 21 bits the Unicode scalar, high 8 bits the attributes.
    public var glyphBits: UInt32
    public var foreground: Ink
    public var background: Ink

    @inlinable public init(_ scalar: Unicode.Scalar, _ style: Style) {
        glyphBits = scalar.value | UInt32(style.attributes.rawValue) << 24
        foreground = style.foreground
        background = style.background
    }

    @inlinable public var scalar: Unicode.Scalar { Unicode.Scalar(glyphBits & 0x1F_FFFF) ?? " " }
    @inlinable public var attributes: Attributes { Attributes(rawValue: UInt8(glyphBits >> 24)) }
    @inlinable public var style: Style { Style(foreground, on: background, attributes) }

    public static let blank = Cell(" ", .text)
}
