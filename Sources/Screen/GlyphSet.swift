// Which glyphs a terminal can draw. Every Unicode glyph vigie uses has an ASCII twin.

/// Unicode or plain ASCII.
public enum GlyphSet: Sendable {
    case unicode, ascii

    /// Heat as glyphs, coldest first, for terminals without enough colours. None is blank, which is nothing, none is
    /// the dot of what was never seen, and none is a mark's.
    static let ramp: [Unicode.Scalar] = ["_", ":", "-", "+", "*", "#", "%", "@"]

    /// Deviations: far below, as the others, far above. No sign stands on both sides.
    static let bend: [Unicode.Scalar] = ["V", "v", "u", ",", "-", "'", "n", "A", "^"]

    /// The glyph of a deviation's level, 128 being as the others.
    public static func bendGlyph(_ level: UInt8) -> Unicode.Scalar {
        bend[min(bend.count - 1, (Int(level) * bend.count) / 256)]
    }

    /// The ramp's glyph for a heat level.
    public static func rampGlyph(_ level: UInt8) -> Unicode.Scalar { ramp[Int(level) * (ramp.count - 1) / 255] }

    private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
        "▀": "\"", "█": "#", "▌": "[", "▐": "]", "■": "#", "│": "|", "─": "-", "·": ".", "…": "~", "●": "*",
        "‖": "|",
        "›": ">", "‒": "o", "–": "-", "°": "'", "→": ">", "←": "<", "↑": "^", "↓": "v", "◂": "<", "▲": "^", "≠": "/",
        "§": "E",
        "╳": "X", "╲": "\\", "□": ".", "×": "x", "○": "M", "▁": "_", "▂": ".", "▃": ":", "▄": "-", "▅": "=", "▆": "+",
        "▇": "*", "┃": "|",
        "\u{FFFD}": "?", "é": "e",
        "┤": "|", "┴": "+", "┼": "+", "░": ":", "▸": ">", "▾": "v", "≤": "<", "≥": ">", "±": "~", "σ": "z", "★": "*",
        "▶": ">", "◆": "+",
        "â": "a", "è": "e",
    ]

    /// The twin of a glyph; `?` for text from outside that ASCII can not spell.
    public static func ascii(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        if (0x2800...0x28FF).contains(scalar.value) { return braille(scalar.value & 0xFF) }
        return scalar.isASCII ? scalar : twins[scalar] ?? "?"
    }

    /// Dots by height: the upper two rows, the lower two, or both.
    private static func braille(_ dots: UInt32) -> Unicode.Scalar {
        let upper = dots & 0b0001_1011 != 0, lower = dots & 0b1110_0100 != 0
        return upper ? (lower ? ":" : "'") : lower ? "." : " "
    }
}
