// A canvas as a picture: one rectangle per run of ground, half blocks as rectangles, text on top. For documents.

/// Pictures of 8 x 17 pixels a cell, in full colour.
public enum CanvasSVG {
    static let cellWidth = 8, cellHeight = 17

    /// A whole SVG document; heat is rounded to 32 steps, as on a terminal.
    public static func write(_ canvas: Canvas, _ theme: Theme) -> String {
        let width = canvas.width * cellWidth, height = canvas.height * cellHeight
        var svg =
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"\(width)\" height=\"\(height)\" viewBox=\"0 0 \(width) \(height)\">\n"
        svg += "<rect width=\"100%\" height=\"100%\" fill=\"\(theme.background.hex)\"/>\n"
        svg += "<g shape-rendering=\"crispEdges\">\n"
        for y in 0..<canvas.height { grounds(canvas, theme, y, &svg) }
        svg +=
            "</g>\n<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"13.3\" xml:space=\"preserve\">\n"
        for y in 0..<canvas.height { glyphs(canvas, theme, y, &svg) }
        return svg + "</g>\n</svg>\n"
    }

    private static func grounds(_ canvas: Canvas, _ theme: Theme, _ y: Int, _ svg: inout String) {
        // Two half rows: the upper half of a half block is its foreground.
        for half in 0..<2 {
            var x = 0
            while x < canvas.width {
                let colour = ground(canvas[x, y], theme, half)
                let start = x
                while x < canvas.width, ground(canvas[x, y], theme, half) == colour { x += 1 }
                if colour == theme.background { continue }
                let top = y * cellHeight + (half == 0 ? 0 : 8), tall = half == 0 ? 8 : 9
                svg +=
                    "<rect x=\"\(start * cellWidth)\" y=\"\(top)\" width=\"\((x - start) * cellWidth)\" height=\"\(tall)\" fill=\"\(colour.hex)\"/>\n"
            }
        }
    }

    private static func ground(_ cell: Cell, _ theme: Theme, _ half: Int) -> RGB {
        if cell.scalar == "▀", half == 0 {
            return theme.foreground(rounded(cell.foreground)) == theme.foreground(.role(.background))
                ? theme.background : theme.foreground(rounded(cell.foreground))
        }
        return theme.background(rounded(cell.background))
    }

    private static func rounded(_ ink: Ink) -> Ink {
        ink.heatLevel.map { ink.at(level: HeatSteps.level(HeatSteps.step($0))) } ?? ink
    }

    private static func glyphs(_ canvas: Canvas, _ theme: Theme, _ y: Int, _ svg: inout String) {
        var x = 0
        while x < canvas.width {
            let style = canvas[x, y].style
            let start = x
            var text = String.UnicodeScalarView()
            while x < canvas.width, canvas[x, y].style == style, canvas[x, y].scalar != "▀" {
                text.append(canvas[x, y].scalar)
                x += 1
            }
            if x == start { x += 1 }
            guard text.contains(where: { $0 != " " }) else { continue }
            let bold = style.attributes.contains(.bold) ? " font-weight=\"bold\"" : ""
            let line = style.attributes.contains(.underline) ? " text-decoration=\"underline\"" : ""
            svg +=
                "<text x=\"\(start * cellWidth)\" y=\"\(y * cellHeight + 13)\" fill=\"\(colour(style, theme).hex)\""
            svg +=
                " textLength=\"\((x - start) * cellWidth)\" lengthAdjust=\"spacing\"\(bold)\(line)>\(escaped(text))</text>\n"
        }
    }

    private static func colour(_ style: Style, _ theme: Theme) -> RGB {
        theme.lowered(rounded(style.foreground), on: rounded(style.background), .truecolor).0.colour()
            ?? theme.foreground(style.foreground)
    }

    private static func escaped(_ text: String.UnicodeScalarView) -> String {
        var out = ""
        for scalar in text {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
