// A canvas as text with SGR sequences, for a pager or a chat. It moves no cursor and clears no screen.

public enum CanvasANSI {
    public static func write(_ canvas: Canvas, _ theme: Theme, _ lowering: Lowering) -> String {
        var text = ""
        for y in 0..<canvas.height {
            var last: Style?
            for x in 0..<canvas.width {
                let cell = lowering.cell(canvas[x, y])
                if cell.style != last {
                    text += sequence(cell.style, theme, lowering.depth)
                    last = cell.style
                }
                text.unicodeScalars.append(cell.scalar)
            }
            text += "\u{1B}[0m\n"
        }
        return text
    }

    /// `ESC [ 0 ; ... m`
    static func sequence(_ style: Style, _ theme: Theme, _ depth: ColourDepth) -> String {
        var codes = ["0"]
        if style.attributes.contains(.bold) { codes.append("1") }
        if style.attributes.contains(.dim) { codes.append("2") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.attributes.contains(.reverse) { codes.append("7") }
        codes +=
            colour(theme.foreground(style.foreground), depth, 38)
            + colour(theme.background(style.background), depth, 48)
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    private static func colour(_ colour: RGB, _ depth: ColourDepth, _ selector: Int) -> [String] {
        switch depth {
        case .truecolor: return ["\(selector);2;\(colour.red);\(colour.green);\(colour.blue)"]
        case .c256: return ["\(selector);5;\(ColourDepth.index256(colour))"]
        case .c16:
            let index = ColourDepth.index16(colour)
            return ["\((index < 8 ? 30 + index : 82 + index) + selector - 38)"]
        case .mono: return []
        }
    }
}
