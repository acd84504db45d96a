// The timeline: when did it start, and who else? One half line per rack, tray or GPU, one column per time step.
//
//   SM activity · one line = 2 racks · one column = 2 s · last 3 min          by place
//   A01 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀│▀▀▀▀
//   B01 ▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀▀│▀▀▀▀
//       18:41:00      18:42:00      ▲
//   F14 18:41:55  no data since 18:41:24, was 97 %

import Facility
import Screen
import Storage
import Telemetry

struct TimelineView {
    let scene: Scene
    let state: ConsoleState
    let source: HeatSource

    init(scene: Scene, state: ConsoleState) {
        self.scene = scene
        self.state = state
        source = HeatSource(scene, state)
    }

    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard let grid = state.derived.timeline, !grid.lines.isEmpty else {
            let words = state.matches == nil ? "no place yet: no target has answered" : "no place matches the filter"
            drawing.canvas.put(words, x: 0, y: area.y, .dim, limit: area.width)
            return
        }
        let top = area.cutTop(area.height >= 4 ? 1 : 0)
        let bottom = top.rest.cutBottom(area.height >= 8 ? 4 : area.height >= 4 ? 2 : 0)
        let labels = area.width >= 30 ? labelWidth : 0
        let plot = Rect(
            x: labels, y: bottom.rest.y, width: bottom.rest.width - labels, height: max(1, bottom.rest.height))
        let (lines, perLine) = grid.folded(to: plot.height * 2)
        if top.top.height > 0 { drawTitle(&drawing, grid, perLine, y: area.y, width: area.width) }
        drawing.timeAxis = TimeAxis(
            area: plot, slotsPerColumn: grid.slotsPerColumn, linesPerRow: 2 * perLine, stepMs: scene.snapshot.stepMs,
            moment: scene.snapshot.moment)
        drawLines(&drawing, lines, perLine, grid, plot)
        drawMarks(&drawing, lines, grid, plot)
        drawCursor(&drawing, lines, perLine, grid, plot)
        drawBottom(&drawing, grid, bottom.bottom, plot)
    }

    /// Events that are looked at for a frame: a row that goes dark is two thousand.
    private static let eventLimit = 4_000

    private var labelWidth: Int { state.levels[.timeline] == .rack ? 4 : 11 }

    private func drawTitle(_ drawing: inout Drawing, _ grid: TimelineGrid, _ perLine: Int, y: Int, width: Int) {
        let names: [Level: String] = [.rack: "rack", .tray: "tray", .gpu: "GPU"]
        let level = state.levels[.timeline] ?? .rack
        let name = names[level] ?? "place"
        let what = perLine == 1 ? "one \(name)" : Figures.counted(perLine, name)
        let columns = grid.lines.first?.values.count ?? 0
        let span = Int64(columns * grid.slotsPerColumn) * scene.snapshot.stepMs
        var words = source.name
        if level != .rack, !topology.racks.isEmpty { words += " in \(topology.racks[state.selection.rack].name)" }
        words +=
            " · half a line = \(what) · a column = \(Figures.age(Int64(grid.slotsPerColumn) * scene.snapshot.stepMs))"
        words += " · last \(Figures.age(span))"
        words += state.lists[.timeline]?.sortColumn == nil ? " · by place" : " · farthest from peers first"
        drawing.canvas.put(words, x: 0, y: y, .dim, limit: width)
    }

    private func drawLines(
        _ drawing: inout Drawing, _ lines: [TimelineLine], _ perLine: Int, _ grid: TimelineGrid, _ plot: Rect
    ) {
        let selected = min(max(0, state.listLine), grid.lines.count - 1) / perLine
        for cellRow in 0..<plot.height {
            let upper = cellRow * 2 < lines.count ? lines[cellRow * 2] : nil
            let lower = cellRow * 2 + 1 < lines.count ? lines[cellRow * 2 + 1] : nil
            guard let upper else { break }
            let y = plot.y + cellRow, isSelected = selected / 2 == cellRow
            if plot.x > 0, isSelected || cellRow % labelStep(plot) == 0 || state.levels[.timeline] != .rack {
                let shown = isSelected && selected % 2 == 1 ? lower ?? upper : upper
                let style = isSelected ? Style(.selection, on: .selection, .bold) : Style.dim
                drawing.canvas.put(label(shown), x: 0, y: y, style, limit: plot.x - 1)
            }
            for column in 0..<plot.width {
                drawing.canvas[plot.x + column, y] = Cell(
                    "▀",
                    Style(
                        ink(upper, column, plot.width),
                        on: lower.map { ink($0, column, plot.width) } ?? .role(.background)))
            }
            drawing.claim(
                Rect(x: 0, y: y, width: plot.maxX, height: 1), .line(min(grid.lines.count - 1, cellRow * 2 * perLine)))
        }
    }

    /// What befell a place, on its line and at its time: a rack's mean hardly moves when one of its GPUs is lost.
    private func drawMarks(_ drawing: inout Drawing, _ lines: [TimelineLine], _ grid: TimelineGrid, _ plot: Rect) {
        var lineOf: [Place: Int] = [:]
        for (index, line) in lines.enumerated() { for place in line.places { lineOf[place] = index } }
        let step = Int64(grid.slotsPerColumn) * scene.snapshot.stepMs
        for event in scene.snapshot.events.suffix(Self.eventLimit) {
            let ago = (scene.snapshot.moment - event.time) / max(1, step)
            guard let mark = EventWords.mark(event, scene), ago >= 0, ago < Int64(plot.width) else { continue }
            guard let line = Self.around(event.place, topology).lazy.compactMap({ lineOf[$0] }).first else { continue }
            let x = plot.maxX - 1 - Int(ago), y = plot.y + line / 2
            if let known = Mark.allCases.first(where: { $0.glyph == drawing.canvas[x, y].scalar }), known >= mark {
                continue
            }
            drawing.canvas[x, y] = Cell(mark.glyph, Style(mark.role, on: mark.role, .bold))
        }
    }

    /// The place itself and those that it lies in.
    private static func around(_ place: Place, _ topology: Topology) -> [Place] {
        switch place {
        case .gpu(let gpu): [place] + around(.tray(Int(topology.trayOfGPU[gpu])), topology)
        case .tray(let tray): [place, .rack(topology.trays[tray].rack)]
        case .rack, .row, .hall: [place]
        }
    }

    private func labelStep(_ plot: Rect) -> Int { max(1, plot.height / 12) }

    private func label(_ line: TimelineLine) -> String {
        line.places.first.map { Sentence.name($0, topology) } ?? ""
    }

    /// The newest column stands at the right edge.
    private func ink(_ line: TimelineLine, _ column: Int, _ width: Int) -> Ink {
        let index = line.values.count - width + column
        guard index >= 0 else { return .role(.background) }
        if line.isSilent[index] { return .role(.noData) }
        if source.peers != nil, index < line.deviations.count {
            let deviation = Double(line.deviations[index])
            return deviation.isFinite ? source.ink(deviation) : .role(.background)
        }
        let value = Double(line.values[index])
        return value.isFinite ? source.plainInk(value) : .role(.background)
    }

    private func drawCursor(
        _ drawing: inout Drawing, _ lines: [TimelineLine], _ perLine: Int, _ grid: TimelineGrid, _ plot: Rect
    ) {
        let x = cursorX(grid, plot)
        for y in plot.y..<min(plot.maxY, plot.y + (lines.count + 1) / 2) {
            var cell = drawing.canvas[x, y]
            cell = Cell("│", Style(.role(.cursor), on: cell.background, []))
            drawing.canvas[x, y] = cell
        }
        let selected = min(max(0, state.listLine), grid.lines.count - 1) / perLine
        let y = min(plot.maxY - 1, plot.y + selected / 2)
        drawing.canvas[x, y] = Cell("◆", Style(.role(.cursor), on: drawing.canvas[x, y].background, .bold))
        drawing.canvas.cursor = (x, y)
    }

    private func cursorX(_ grid: TimelineGrid, _ plot: Rect) -> Int {
        max(plot.x, plot.maxX - 1 - state.cursorSlots / max(1, grid.slotsPerColumn))
    }

    private func drawBottom(_ drawing: inout Drawing, _ grid: TimelineGrid, _ area: Rect, _ plot: Rect) {
        guard area.height >= 2 else { return }
        drawTimes(&drawing, grid, y: area.y, plot)
        if area.height >= 4 {
            drawEvents(&drawing, grid, y: area.y + 1, plot)
            let end = Legend(source: source, pixelWords: "").drawScale(&drawing, x: 0, y: area.y + 3, width: area.width)
            let x = min(area.width - 12, max(52, end + 2))
            for column in 0..<2 { drawing.canvas[x + column, area.y + 3] = Cell("▀", Style(.noData, on: .noData)) }
            drawing.canvas.put("no data", x: x + 3, y: area.y + 3, .dim)
        }
        drawSentence(&drawing, grid, y: area.y + (area.height >= 4 ? 2 : 1), width: area.width)
    }

    /// The clock under the columns; it leads to the moments that it names.
    private func drawTimes(_ drawing: inout Drawing, _ grid: TimelineGrid, y: Int, _ plot: Rect) {
        let step = Int64(grid.slotsPerColumn) * scene.snapshot.stepMs
        for column in 0..<plot.width {
            let moment = scene.snapshot.moment - Int64(plot.width - 1 - column) * step
            drawing.claim(Rect(x: plot.x + column, y: y, width: 1, height: 1), .time(.moment(moment)))
        }
        var column = plot.width - 1
        while column >= 0 {
            let moment = scene.snapshot.moment - Int64(plot.width - 1 - column) * step
            let clock = CivilTime(moment, offsetSeconds: scene.zoneOffsetSeconds).clock
            if plot.x + column - 7 >= 0 { drawing.canvas.put(clock, endingAt: plot.x + column + 1, y: y, .dim) }
            column -= max(12, plot.width / 6)
        }
    }

    private func drawEvents(_ drawing: inout Drawing, _ grid: TimelineGrid, y: Int, _ plot: Rect) {
        let step = Int64(grid.slotsPerColumn) * scene.snapshot.stepMs
        for event in scene.snapshot.events.suffix(Self.eventLimit) {
            let ago = (scene.snapshot.moment - event.time) / max(1, step)
            guard ago >= 0, ago < Int64(plot.width) else { continue }
            let look = EventWords.look(event)
            let x = plot.maxX - 1 - Int(ago)
            if drawing.canvas[x, y].foreground != .role(.critical) {
                drawing.canvas[x, y] = Cell(look.glyph, Style(look.role))
            }
        }
    }

    /// What the cursor's cell says: the place, the moment, the value, and since when it is silent.
    private func drawSentence(_ drawing: inout Drawing, _ grid: TimelineGrid, y: Int, width: Int) {
        let line = grid.lines[min(max(0, state.listLine), grid.lines.count - 1)]
        let x = drawing.canvas.put(label(line), x: 0, y: y, Style(.selection, on: .selection, .bold), limit: width)
        drawing.canvas.put("  " + words(line, grid), x: x, y: y, limit: width - x)
    }

    private func words(_ line: TimelineLine, _ grid: TimelineGrid) -> String {
        let step = Int64(grid.slotsPerColumn) * scene.snapshot.stepMs
        func clock(_ index: Int) -> String {
            let moment = scene.snapshot.moment - Int64(line.values.count - 1 - index) * step
            return CivilTime(moment, offsetSeconds: scene.zoneOffsetSeconds).clock
        }
        let index = line.values.count - 1 - state.cursorSlots / max(1, grid.slotsPerColumn)
        guard index >= 0 else {
            return "\(Figures.age(Int64(state.cursorSlots) * scene.snapshot.stepMs)) ago: nothing is kept"
        }
        let value = line.values[index]
        if !value.isNaN { return "\(clock(index))  \(title) \(plain(value))" + fromPeers(line, index) }
        guard line.isWatched[index] else { return "\(clock(index))  not watched: nothing was read then" }
        guard line.isSilent[index] else { return "\(clock(index))  nothing known yet" }
        let last = line.values[..<index].lastIndex { !$0.isNaN }
        if let since = silentSince(line), since <= scene.snapshot.moment - Int64(line.values.count - 1 - index) * step {
            let was = last.map { ", was \(plain(line.values[$0]))" } ?? ""
            let exact = CivilTime(since, offsetSeconds: scene.zoneOffsetSeconds).clock
            return "\(clock(index))  no data since \(exact)\(was)"
        }
        guard let last else { return "\(clock(index))  no data in all the time shown" }
        return "\(clock(index))  no data since \(clock(last)), was \(plain(line.values[last]))"
    }

    /// When the last of a line's GPUs was heard, if none is now; columns end too coarsely to say it.
    private func silentSince(_ line: TimelineLine) -> Timestamp? {
        let gpus = line.places.flatMap { Array(topology.gpus(of: $0)) }
        guard !gpus.isEmpty, gpus.allSatisfy({ !scene.snapshot.gpuState($0).counts }) else { return nil }
        return gpus.compactMap { scene.snapshot.gpuAgeMs($0) }.min().map { scene.snapshot.moment - $0 }
    }

    private var title: String { source.metric.map { scene.snapshot.catalogue[$0].title } ?? source.name }

    /// `, +2.1 σ from its peers`
    private func fromPeers(_ line: TimelineLine, _ index: Int) -> String {
        guard source.peers != nil, index < line.deviations.count else { return "" }
        let deviation = Double(line.deviations[index])
        return deviation.isFinite ? ", \(source.text(deviation)) from its peers" : ", no peers to compare with"
    }

    private func plain(_ value: Float) -> String {
        source.definition.map { Figures.value(Double(value), $0.unit) } ?? "–"
    }
}
