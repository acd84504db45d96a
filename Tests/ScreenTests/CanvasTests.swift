// Cells and text on a canvas: nothing is drawn outside of it, nothing foreign passes into it.

import Screen
import Testing

struct CanvasTests {
    @Test func nothingDrawnOutsideFails() {
        var canvas = Canvas(width: 4, height: 2)
        canvas.put("hello", x: 2, y: 1)
        canvas.put("up", x: 0, y: -1)
        canvas.put("left", x: -2, y: 0)
        canvas.fill(Rect(x: -5, y: -5, width: 100, height: 3), .blank)
        canvas.fill(Rect(x: 9, y: 9, width: 3, height: 3), .blank)
        #expect(canvas[3, 1].scalar == "…")
        #expect(canvas[0, 0].scalar == "f")
    }

    @Test func hostileTextIsMadeSafe() {
        var canvas = Canvas(width: 30, height: 1)
        canvas.put("a\u{1B}[31m\u{9B}b\u{202E}c\u{0301}\u{200B}世\u{7}d\u{E000}", x: 0, y: 0)
        for cell in canvas.cells {
            let value = cell.scalar.value
            #expect(
                value >= 0x20 && !(0x7F...0x9F).contains(value) && value != 0x202E && value != 0x200B && value < 0x10000
            )
        }
    }

    @Test func aCellIsEightBytes() { #expect(MemoryLayout<Cell>.size == 8 && MemoryLayout<Cell>.stride == 8) }

    @Test func rectanglesNeverGoNegative() {
        let rect = Rect(x: 3, y: 3, width: 2, height: 2)
        #expect(rect.inset(x: 5, y: 5).isEmpty)
        #expect(rect.cutTop(9).rest.height == 0 && rect.cutBottom(-1).bottom.height == 0)
    }
}
