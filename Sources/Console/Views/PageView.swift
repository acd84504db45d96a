// One target's page: every series of it, known or not, with its value and what it feeds. Up and down scroll, the filter's words choose.
//
//   http://127.1.5.14:9400/metrics   100 series, 4 of them match
//       67                DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-..."}                            temp_celsius g0
//       1.5e-254          some_name_nobody_knows{port="1"}

import Screen
import Storage
import Telemetry

struct PageView {
    let scene: Scene
    let state: ConsoleState

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard let target = state.pageTarget(scene) else {
            drawing.canvas.put("no target is chosen; 7 lists them", x: 0, y: area.y, .dim)
            return
        }
        let status = scene.snapshot.targets[target]
        var x =
            drawing.canvas.put(
                status.description.url, x: 0, y: area.y, Style(.title, on: .background, .bold), limit: area.width) + 2
        guard let lines = SeriesLines(scene.snapshot, target: target, filter: state.filter) else {
            drawing.canvas.put(status.failure?.reason ?? "never answered", x: x, y: area.y, Style(.critical))
            return
        }
        var words = "\(Figures.count(lines.page.table.series.count)) series"
        if lines.rows.count < lines.page.table.series.count {
            words += ", \(Figures.count(lines.rows.count)) of them \(lines.rows.count == 1 ? "matches" : "match")"
        }
        x = drawing.canvas.put(words, x: x, y: area.y, .dim, limit: max(0, area.width - x)) + 2
        if let failure = status.failure {
            drawing.canvas.put(
                "now: \(failure.reason)", x: x, y: area.y, Style(.critical), limit: max(0, area.width - x))
        }
        let rows = area.height - 2
        let first = max(0, min(state.scroll, lines.rows.count - rows))
        let meaningWidth = area.width >= 100 ? 36 : 0
        for row in first..<max(first, min(lines.rows.count, first + rows)) {
            let (value, series, meaning) = lines.line(row)
            let y = area.y + 2 + row - first
            drawing.canvas.put(value, x: 0, y: y, limit: 20)
            drawing.canvas.put(
                series, x: 21, y: y, meaning.isEmpty ? .text : .dim, limit: area.width - 22 - meaningWidth)
            if meaningWidth > 0 {
                drawing.canvas.put(meaning, x: area.width - meaningWidth, y: y, Style(.accent), limit: meaningWidth)
            }
        }
    }
}
