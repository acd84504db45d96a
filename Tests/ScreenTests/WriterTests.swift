// Canvases as text, ANSI and SVG.

import Screen
import Testing

struct WriterTests {
    private var canvas: Canvas {
        var canvas = Canvas(width: 6, height: 2)
        canvas.put("a<b", x: 0, y: 0, Style(.title, on: .background, .bold))
        canvas[4, 0] = Cell("▀", Style(.heat(0), on: .heat(255)))
        canvas[0, 1] = Cell("×", Style(.gone, on: .gone))
        return canvas
    }

    @Test func text() { #expect(CanvasText.write(canvas, Lowering(depth: .truecolor)) == "a<b ▀\n×\n") }

    @Test func ansiEndsEveryLineClean() {
        for depth in ColourDepth.allCases {
            let text = CanvasANSI.write(canvas, .dark, Lowering(depth: depth))
            #expect(text.split(separator: "\n").allSatisfy { $0.hasSuffix("\u{1B}[0m") })
        }
        #expect(CanvasANSI.write(canvas, .dark, Lowering(depth: .truecolor)).contains("48;2;182;35;36"))
    }

    @Test func svgIsEscaped() {
        let svg = CanvasSVG.write(canvas, .dark)
        #expect(svg.contains("a&lt;b") && svg.hasSuffix("</svg>\n") && svg.contains("#b62324"))
    }

    @Test func roleGridNamesItsRoles() {
        let grid = RoleGrid.write(canvas)
        #expect(grid.contains("gone") && grid.contains("title") && grid.contains("glyphs 6x2"))
    }
}
