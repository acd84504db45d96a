// A canvas as text with SGR sequences, for a pager or a chat. It moves no cursor and clears no screen.

/// Coloured text for anything that understands SGR.
public enum CanvasANSI {
    /// Rows with a line feed each, colours reset before it; heat is rounded to the terminal's steps.
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
        let (front, back) = theme.lowered(style.foreground, on: style.background, depth)
        var codes = ["0"]
        if style.attributes.contains(.bold), front.bearsBold { codes.append("1") }
        if style.attributes.contains(.dim) { codes.append("2") }
        if style.attributes.contains(.underline) { codes.append("4") }
        if style.attributes.contains(.reverse) { codes.append("7") }
        codes += colour(front, 38) + colour(back, 48)
        return "\u{1B}[\(codes.joined(separator: ";"))m"
    }

    /// - Parameter selector: 38 for the glyph, 48 for the ground.
    private static func colour(_ colour: Theme.Lowered, _ selector: Int) -> [String] {
        switch colour {
        case .own: []
        case .rgb(let colour): ["\(selector);2;\(colour.red);\(colour.green);\(colour.blue)"]
        case .index(let index) where index < 16: ["\((index < 8 ? 30 + index : 82 + index) + selector - 38)"]
        case .index(let index): ["\(selector);5;\(index)"]
        }
    }
}
