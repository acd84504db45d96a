// A canvas as plain text: glyphs only, trailing blanks cut.

/// Text without any colour.
public enum CanvasText {
    /// Lines with a line feed each.
    public static func write(_ canvas: Canvas, _ lowering: Lowering) -> String {
        var text = ""
        for y in 0..<canvas.height {
            var line = String.UnicodeScalarView()
            for x in 0..<canvas.width { line.append(lowering.cell(canvas[x, y]).scalar) }
            while line.last == " " { line.removeLast() }
            text += String(line) + "\n"
        }
        return text
    }
}
