// The line being typed, in place of the key hints: text with the real cursor in it, what Tab offers, what is wrong.

import Screen

struct PromptLine {
    let prompt: Prompt

    func draw(_ drawing: inout Drawing, y: Int) {
        let width = drawing.canvas.width
        let ground = Style(.headerText, on: .header)
        drawing.canvas.fill(Rect(x: 0, y: y, width: width, height: 1), Cell(" ", ground))
        var x = drawing.canvas.put(prompt.kind.rawValue, x: 0, y: y, Style(.key, on: .header, .bold))
        // A long line shows the part around its cursor.
        let room = max(1, width - x - 1)
        let first = max(0, prompt.cursor - room + 1)
        let text = String(String.UnicodeScalarView(prompt.scalars.dropFirst(first)))
        let start = x
        x = drawing.canvas.put(text, x: x, y: y, Style(.title, on: .header), limit: room)
        drawing.canvas.cursor = (min(width - 1, start + prompt.cursor - first), y)
        if let mistake = prompt.mistake {
            drawing.canvas.put("  " + mistake, x: x, y: y, Style(.warning, on: .header), limit: max(0, width - x))
        } else {
            drawOffers(&drawing, x: x + 2, y: y, width: width)
        }
    }

    private func drawOffers(_ drawing: inout Drawing, x left: Int, y: Int, width: Int) {
        var x = left
        let first = max(0, (prompt.offer ?? 0) - 2)
        for (index, offer) in prompt.offers.enumerated().dropFirst(first) {
            let word = offer.split(separator: " ").last.map(String.init) ?? offer
            guard x + Sanitiser.width(of: word) + 2 < width else { break }
            let style = index == prompt.offer ? Style(.selection, on: .selection) : Style(.headerText, on: .header)
            x = drawing.canvas.put(word, x: x, y: y, style) + 2
        }
        if prompt.offers.isEmpty, prompt.scalars.isEmpty, width > 60 {
            let words =
                prompt.kind == .command
                ? "goto B17 · metric power · theme light · Tab completes, Enter does it, Esc leaves"
                : "temp>85 & job~=train & rack=B*   state=gone   !word   Tab completes, Enter keeps, Esc leaves"
            drawing.canvas.put(words, x: x, y: y, Style(.faint, on: .header), limit: width - x)
        }
    }
}
