// The list of heat layers that `m` opens over any view.

import Screen
import Telemetry

struct MetricMenu {
    let scene: Scene
    let line: Int

    func draw(_ drawing: inout Drawing) {
        let names = scene.layers.map { layer -> String in
            if case .metric(let id) = layer, !scene.snapshot.isExported(id),
                scene.snapshot.catalogue[id].derivation == nil
            {
                return layer.title(scene.snapshot.catalogue) + " (not exported)"
            }
            return layer.title(scene.snapshot.catalogue)
        }
        let width = min(drawing.canvas.width, (names.map(\.count).max() ?? 0) + 4)
        let box = Rect(
            x: max(0, drawing.canvas.width - width - 2), y: min(2, drawing.canvas.height - 1), width: width,
            height: names.count)
        for (index, name) in names.enumerated() {
            let style = index == line ? Style(.selection, on: .selection, .bold) : Style(.text, on: .panel)
            let row = Rect(x: box.x, y: box.y + index, width: width, height: 1)
            drawing.canvas.fill(row, Cell(" ", style))
            drawing.canvas.put(name, x: box.x + 2, y: row.y, style, limit: width - 3)
            drawing.claim(row, .line(index))
        }
    }
}
