// Which glyphs a terminal can draw. Every Unicode glyph vigie uses has an ASCII twin.

/// Unicode or plain ASCII.
public enum GlyphSet: Sendable {
    case unicode, ascii

    /// Heat as glyphs, coldest first, for terminals without enough colours. None is blank, which is nothing, none is
    /// the dot of what was never seen, and none is a mark's.
    static let ramp: [Unicode.Scalar] = ["_", ":", "-", "+", "*", "#", "%", "@"]

    /// The ramp's glyph for a heat level.
    public static func rampGlyph(_ level: UInt8) -> Unicode.Scalar { ramp[Int(level) * (ramp.count - 1) / 255] }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "▀": "\"", "▄": "_", "█": "#", "▌": "[", "▐": "]", "■": "#", "│": "|", "─": "-", "·": ".", "…": "~", "●": "*",
        "‖": "|",
        "›": ">", "‒": "o", "–": "-", "°": "'", "→": ">", "←": "<", "↑": "^", "↓": "v", "◂": "<", "▲": "^", "≠": "/",
        "§": "E",
        "╳": "X", "╲": "\\", "□": ".", "×": "x", "▁": "_", "▂": "_", "▃": ".", "▅": "=", "▆": "=", "▇": "#",
        "\u{FFFD}": "?", "é": "e",
        "â": "a", "è": "e",
    ]

    /// The twin of a glyph; `?` for text from outside that ASCII can not spell.
    public static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        scalar.isASCII ? scalar : twins[scalar] ?? "?"
    }
}
