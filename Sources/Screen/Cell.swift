// One character position: what is drawn, by meaning. Eight bytes, compared as one number.

/// A glyph with its inks and attributes. Every glyph is one column wide.
public struct Cell: Hashable, Sendable {
    /// Low 21 bits the Unicode scalar, high 8 bits the attributes.
    public var glyphBits: UInt32
    /// The glyph's colour; of a half block the upper pixel's.
    public var foreground: Ink
    /// The ground's colour; of a half block the lower pixel's.
    public var background: Ink

    /// - Parameter scalar: must be one column wide; `Sanitiser` sees to it for text.
    @inlinable public init(_ scalar: Unicode.Scalar, _ style: Style) {
        glyphBits = scalar.value | UInt32(style.attributes.rawValue) << 24
        foreground = style.foreground
        background = style.background
    }

    /// The glyph; blank if the bits are no Unicode scalar.
    @inlinable public var scalar: Unicode.Scalar { Unicode.Scalar(glyphBits & 0x1F_FFFF) ?? " " }
    /// The high 8 bits of `glyphBits`.
    @inlinable public var attributes: Attributes { Attributes(rawValue: UInt8(glyphBits >> 24)) }
    /// Inks and attributes, without the glyph.
    @inlinable public var style: Style { Style(foreground, on: background, attributes) }

    /// A space in the text colour on the theme's ground.
    public static let blank = Cell(" ", .text)
}
