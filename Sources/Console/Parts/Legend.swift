// What colours and marks mean, with counts: nothing on the map is left unexplained, nothing folded goes uncounted.
//
//   0 % ░░▒▒▓▓ 100 %  × GPU gone 2  ╳ unreachable 72  ◂ straggler 4   1 pixel = 2 GPUs, worst mark shown

import Screen
import Telemetry

struct Legend {
    let source: HeatSource
    let pixelWords: String
    /// Where marks are counted.
    var rack: Int?

    func draw(_ drawing: inout Drawing, x left: Int, y: Int, width: Int) {
        var x = left
        let steps = min(24, width / 6)
        // What is short of space loses its least first: the words beside the pixel, the words of marks, then the scale.
        let long = marksWidth(short: false), short = marksWidth(short: true)
        let scaled = source.definition == nil || width < 60 ? 0 : steps + (source.autoRange == nil ? 19 : 28)
        let isShort = long + scaled > width
        if scaled > 0, (isShort ? short : long) + scaled <= width {
            x = scale(&drawing, x: x, y: y, steps: steps) + 2
        }
        x = marks(&drawing, x: x, y: y, limit: left + width, short: isShort)
        // What does not fit is said without its second half rather than cut in the middle.
        let room = left + width - x
        let words = pixelWords.count <= room ? pixelWords : String(pixelWords.prefix { $0 != "," })
        if words.count <= room { drawing.canvas.put(words, x: x, y: y, Style(.faint)) }
    }

    private func scale(_ drawing: inout Drawing, x left: Int, y: Int, steps: Int) -> Int {
        guard let ends = source.ends else { return left }
        let look = source.autoRange == nil ? Style.dim : Style(.accent)
        let x = drawing.canvas.put(ends.low + " ", x: left, y: y, look)
        for step in 0..<steps {
            let share = Double(step) / Double(max(1, steps - 1))
            drawing.canvas[x + step, y] = Cell(" ", Style(.role(.text), on: source.ink(share: share)))
        }
        return drawing.canvas.put(" " + ends.high, x: x + steps, y: y, look)
    }

    /// The scale alone.
    ///
    /// - Returns: the column behind it.
    func drawScale(_ drawing: inout Drawing, x: Int, y: Int, width: Int) -> Int {
        guard source.definition != nil, width >= 40 else { return x }
        return scale(&drawing, x: x, y: y, steps: 24)
    }

    private var present: [Mark] {
        Mark.allCases.reversed().filter { $0 != .none && count($0) > 0 }
    }

    private func count(_ mark: Mark) -> Int {
        guard let rack else { return source.scene.health[mark] }
        return source.scene.health.count(mark, inRack: rack, source.scene.snapshot.topology)
    }

    private func words(_ mark: Mark, short: Bool) -> String {
        let count = Figures.count(count(mark))
        return short ? count : " \(mark.word) \(count)"
    }

    private func marksWidth(short: Bool) -> Int {
        present.reduce(0) { $0 + words($1, short: short).count + 3 }
    }

    private func marks(_ drawing: inout Drawing, x left: Int, y: Int, limit: Int, short: Bool) -> Int {
        var x = left
        for mark in present {
            let text = words(mark, short: short)
            guard x + text.count + 2 <= limit else {
                return drawing.canvas.put("…", x: min(x, limit - 1), y: y, .dim)
            }
            drawing.canvas[x, y] = Cell(mark.glyph, Style(mark.role, on: mark.role, .bold))
            x = drawing.canvas.put(text, x: x + 1, y: y, .dim) + 2
        }
        if present.isEmpty, rack == nil, let alarm = source.scene.alerts.alarms.first {
            // What no mark stands for is the worst there is all the same.
            let words = "\(AlertsView.glyph(alarm.severity)) \(alarm.name) \(alarm.placeName)"
            x = drawing.canvas.put(words, x: x, y: y, Style(AlertsView.role(alarm.severity)), limit: limit - x) + 2
        } else if present.isEmpty {
            x = drawing.canvas.put("no marks", x: x, y: y, .dim) + 2
        }
        return x
    }
}
