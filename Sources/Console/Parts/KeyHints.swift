// The bottom line: the keys that matter most, from the key table.

import Screen

struct KeyHints {
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, y: Int) {
        let width = drawing.canvas.width
        drawing.canvas.fill(Rect(x: 0, y: y, width: width, height: 1), Cell(" ", Style(.headerText, on: .header)))
        var x = 0
        if let notice = state.notice {
            drawing.canvas.put(" " + notice, x: 0, y: y, Style(.warning, on: .header), limit: width)
            return
        }
        for (label, words, command) in hints {
            let needed = label.count + words.count + 3
            guard x + needed <= width else { break }
            let start = x
            x = drawing.canvas.put(label, x: x, y: y, Style(.key, on: .header, .bold))
            x = drawing.canvas.put(" " + words, x: x, y: y, Style(.headerText, on: .header)) + 2
            if let command { drawing.claim(Rect(x: start, y: y, width: needed - 1, height: 1), command) }
        }
    }

    private var hints: [(String, String, Command?)] {
        let moves: [(String, String, Command?)] = [("←↓↑→", "move", nil)]
        return moves
            + KeyTable.standard.entries.compactMap { entry in
                entry.hint.map { (entry.label, $0, entry.command) }
            }
    }
}
