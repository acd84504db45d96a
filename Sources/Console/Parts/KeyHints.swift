// The bottom line: the keys that matter most, from the key table.

import Screen

struct KeyHints {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, y: Int) {
        let width = drawing.canvas.width
        drawing.canvas.fill(Rect(x: 0, y: y, width: width, height: 1), Cell(" ", Style(.headerText, on: .header)))
        var x = 0
        if let notice = state.notice {
            drawing.canvas.put(" " + notice, x: 0, y: y, Style(.warning, on: .header), limit: width)
            return
        }
        if state.showsFigures { return drawFigures(&drawing, y: y, width: width) }
        for (label, words, command) in fitting(width) {
            let needed = Self.width((label, words, command))
            guard x + needed - 2 <= width else { break }
            let start = x
            x = drawing.canvas.put(label, x: x, y: y, Style(.key, on: .header, .bold))
            x = drawing.canvas.put(" " + words, x: x, y: y, Style(.headerText, on: .header)) + 2
            if let command { drawing.claim(Rect(x: start, y: y, width: needed - 1, height: 1), command) }
        }
    }

    private static func width(_ hint: (String, String, Command?)) -> Int { hint.0.count + hint.1.count + 3 }

    /// What gives way first where not all have room: first what everybody's fingers know. The way to the worst place,
    /// the filter, help and the way out are not among them.
    private static let yielding: [Command?] = [
        nil, .nextTheme, .back, .pause, .open, .view(.alerts), .peers, .level, .sort, .nextMetric, .prompt(.command),
        .mute,
        .acknowledge,
    ]

    private func fitting(_ width: Int) -> [(String, String, Command?)] {
        let ends: [Command?] = [.view(.help), .quit]
        let last = hints.filter { ends.contains($0.2) }
        var left = hints.filter { !ends.contains($0.2) } + last
        func fits() -> Bool { left.reduce(-2) { $0 + Self.width($1) } <= width }
        for command in Self.yielding where !fits() { left.removeAll { $0.2 == command } }
        return fits() ? left : last
    }

    private var hints: [(String, String, Command?)] {
        let moves: [(String, String, Command?)] = [("←↓↑→", "move", nil)]
        return moves
            + scene.keys.entries.compactMap { entry in
                guard entry.views.isEmpty || entry.views.contains(state.view), let key = entry.keys.first else {
                    return nil
                }
                return entry.hint.map { (key.label, $0, entry.command) }
            }
    }

    /// What drawing costs: for whoever sits behind a thin line.
    private func drawFigures(_ drawing: inout Drawing, y: Int, width: Int) {
        let figures = scene.figures
        var words = " \(Figures.value(Double(figures.bytesPerSecond), .bytesPerSecond)) to the terminal"
        words += " · last frame \(Figures.value(Double(figures.frameBytes), .bytes))"
        words +=
            " · compose \(Figures.fixed(figures.composeMs, 1)) ms, present \(Figures.fixed(figures.presentMs, 1)) ms"
        words += " · \(Figures.counted(figures.framesHeld, "frame")) held back"
        drawing.canvas.put(words, x: 0, y: y, Style(.headerText, on: .header), limit: width)
    }
}
