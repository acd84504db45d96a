// The hall's last hour under the map: mean of the chosen layer per column, and the events above their moment.
//
//   hall SM    ▆▆▆▆▆▆▆▅▅▅▆▆▆▆▆▆▆▆▂▂▆▆▆▆▆▆▆▆▆▆   71.4 %
//   last 1 h   ············●······▲·········

import Screen
import Storage
import Telemetry

struct HourStrip {
    static let spanMs: Int64 = 3_600_000

    let source: HeatSource

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard area.height >= 4, area.width >= 40 else { return }
        drawing.rule(x: 0, y: area.y, width: area.width)
        let plot = Rect(x: area.x + 11, y: area.y + 1, width: area.width - 11 - 9, height: area.height - 2)
        let snapshot = source.scene.snapshot
        drawing.canvas.put("hall \(source.definition?.short ?? "")", x: area.x, y: area.y + 1, .dim, limit: 10)
        drawing.canvas.put("last 1 h", x: area.x, y: area.y + 2, .dim)
        if let metric = source.metric {
            let history = snapshot.hallHistory(metric, columns: plot.width, spanMs: Self.spanMs)
            let plain = source.definition
            func share(_ value: Double) -> Double {
                guard let plain, value.isFinite else { return .nan }
                let span = plain.range.upperBound - plain.range.lowerBound
                return max(0, min(1, (value - plain.range.lowerBound) / span))
            }
            Bars.columns(&drawing, history.map { share($0.mean) }, in: plot) { share in
                Ink.heat(UInt8(max(0.25, min(1, share)) * 255))
            }
            let now = snapshot.rollUp(metric, .hall).mean
            drawing.canvas.put(
                plain.map { Figures.value(now, $0.unit) } ?? "–", endingAt: area.maxX, y: area.y + 1,
                Style(.title, on: .background, .bold))
        }
        drawEvents(&drawing, y: area.maxY - 1, plot: plot)
        claim(&drawing, plot, through: area.maxY)
    }

    /// Each column leads to the end of what it shows.
    private func claim(_ drawing: inout Drawing, _ plot: Rect, through maxY: Int) {
        for column in 0..<plot.width {
            let ago = Int64(plot.width - 1 - column) * Self.spanMs / Int64(plot.width)
            drawing.claim(
                Rect(x: plot.x + column, y: plot.y, width: 1, height: maxY - plot.y),
                .time(.moment(source.scene.snapshot.moment - ago)))
        }
    }

    private func drawEvents(_ drawing: inout Drawing, y: Int, plot: Rect) {
        drawing.canvas.put("events", x: plot.x - 11, y: y, .dim)
        guard plot.width > 0 else { return }
        let snapshot = source.scene.snapshot
        for column in 0..<plot.width { drawing.canvas[plot.x + column, y] = Cell("·", Style(.faint)) }
        for event in snapshot.events.suffix(2000) {
            let ago = snapshot.moment - event.time
            guard ago >= 0, ago < Self.spanMs else { continue }
            let column = plot.width - 1 - Int(ago * Int64(plot.width) / Self.spanMs)
            let look = EventWords.look(event)
            let x = plot.x + column
            if drawing.canvas[x, y].foreground != .role(.critical) {
                drawing.canvas[x, y] = Cell(look.glyph, Style(look.role))
            }
        }
    }
}
