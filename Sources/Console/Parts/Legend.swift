// What colours and marks mean, with counts: nothing on the map is left unexplained, nothing folded goes uncounted.
//
//   0 % ░░▒▒▓▓ 100 %  × GPU gone 2  ╳ unreachable 72  ◂ straggler 4   1 pixel = 2 GPUs, worst mark shown

import Screen
import Telemetry

struct Legend {
    let source: HeatSource
    let pixelWords: String

    func draw(_ drawing: inout Drawing, x left: Int, y: Int, width: Int) {
        var x = left
        if let definition = source.definition, width >= 60 {
            let low = Figures.value(definition.range.lowerBound, definition.unit)
            x = drawing.canvas.put(low + " ", x: x, y: y, .dim)
            let steps = min(24, width / 6)
            for step in 0..<steps {
                let share = Double(step) / Double(max(1, steps - 1))
                let span = definition.range.upperBound - definition.range.lowerBound
                let level = HeatMetric.level(definition.range.lowerBound + share * span, definition)
                drawing.canvas[x + step, y] = Cell(" ", Style(.role(.text), on: .heat(level)))
            }
            x = drawing.canvas.put(
                " " + Figures.value(definition.range.upperBound, definition.unit), x: x + steps, y: y, .dim)
            x += 2
        }
        x = marks(&drawing, x: x, y: y, limit: left + width)
        drawing.canvas.put(pixelWords, x: x + 1, y: y, Style(.faint), limit: left + width - x - 1)
    }

    private func marks(_ drawing: inout Drawing, x left: Int, y: Int, limit: Int) -> Int {
        var x = left
        let counts = source.scene.health
        let present = Mark.allCases.reversed().filter { $0 != .none && counts[$0] > 0 }
        for mark in present {
            let text = " \(mark.word) \(Figures.count(counts[mark]))"
            guard x + text.count + 2 <= limit else {
                return drawing.canvas.put("…", x: min(x, limit - 1), y: y, .dim)
            }
            drawing.canvas[x, y] = Cell(mark.glyph, Style(mark.role, on: mark.role, .bold))
            x = drawing.canvas.put(text, x: x + 1, y: y, .dim) + 2
        }
        if present.isEmpty { x = drawing.canvas.put("no marks", x: x, y: y, .dim) + 2 }
        return x
    }
}
