// The tray: what exactly, since when? Its GPUs side by side, the host beside them, and every series nobody asked for.
//
//   b17-c07  train-42   dcgm fresh   node fresh
//                gpu0     gpu1     gpu2          gpu3
//   state        fresh    fresh    gone          fresh
//   SM activity  97.1 %   96.8 %   97 %, 41 s    98.2 %
//   power        1,352 W  1,340 W  612 W, 41 s   1,361 W
//
//   HOST            b17-c07              GENERIC SERIES
//   CPU busy        12.1 %               node_context_switches_total    71,204
//   memory used     41.0 %               node_forks_total               8

import Facility
import Screen
import Storage
import Telemetry

struct TrayView {
    let scene: Scene
    let state: ConsoleState

    private var snapshot: Snapshot { scene.snapshot }
    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard !topology.trays.isEmpty else {
            drawing.canvas.put("no tray: no target has answered", x: 0, y: area.y, .dim)
            return
        }
        let tray = state.selection.tray
        guard area.height >= 6 else { return drawSmall(&drawing, tray, in: area) }
        var y = area.y
        drawTitle(&drawing, tray, area, &y)
        let wide = area.width >= 110
        // Four values and their ages need the room more than the host does.
        let split = !wide ? area.width : area.width < 140 ? area.width * 2 / 3 : area.width * 3 / 5
        var lines = gpuLines(tray)
        if !wide { lines += [""].map { _ in Line.blank } + hostLines(tray, width: area.width) }
        drawLines(&drawing, lines, Rect(x: 0, y: y, width: split - 1, height: area.maxY - y), scroll: state.scroll)
        if wide {
            drawing.rule(x: split, y: y, height: area.maxY - y)
            let right = Rect(x: split + 2, y: y, width: area.width - split - 2, height: area.maxY - y)
            drawLines(&drawing, hostLines(tray, width: right.width), right, scroll: state.scroll)
        }
    }

    /// No room for a table: whose marks, and the layer's value of each GPU.
    private func drawSmall(_ drawing: inout Drawing, _ tray: Int, in area: Rect) {
        let source = HeatSource(scene, state), mark = scene.health.trayMarks[tray]
        let x = drawing.canvas.put(
            topology.path(tray: tray), x: 0, y: area.y, Style(.selection, on: .selection, .bold))
        drawing.canvas.put(
            mark > .none ? "\(mark.glyph) \(mark.word)" : topology.trays[tray].host, x: x + 1, y: area.y,
            Style(mark.role),
            limit: area.width - x - 1)
        let gpus = topology.trays[tray].gpus, perLine = max(1, min(4, area.width / 5))
        for gpu in gpus {
            let ordinal = gpu - gpus.lowerBound, y = area.y + 1 + ordinal / perLine
            guard y < area.maxY else { break }
            let own = scene.health.gpuMarks[gpu], value = source.tiny(Double(source.value(gpu: gpu)))
            let text = own > .none ? "\(own.glyph)\(ordinal)" : value.hasSuffix("%") ? String(value.dropLast()) : value
            drawing.canvas.put(
                text, x: ordinal % perLine * 5, y: y, own > .none ? Style(own.role, on: own.role, .bold) : .text,
                limit: 4)
        }
    }

    private struct Line {
        var label = ""
        var values: [(String, Style)] = []
        var isTitle = false
        /// The layer that Tab has chosen.
        var isLayer = false
        var gpus: [Int] = []
        var free = ""
        /// A series, spelled when it is drawn.
        var series: (lines: SeriesLines, row: Int)?
        static let blank = Line()
    }

    private func drawTitle(_ drawing: inout Drawing, _ tray: Int, _ area: Rect, _ y: inout Int) {
        var x = drawing.canvas.put(topology.path(tray: tray), x: 0, y: y, Style(.selection, on: .selection, .bold)) + 1
        x =
            drawing.canvas.put(
                topology.trays[tray].host, x: x, y: y, Style(.title, on: .background, .bold), limit: area.width - x) + 2
        let targets = snapshot.targets(ofTray: tray).prefix(4)
        let pages = targets.map { snapshot.targets[$0].description.page }
        for target in targets {
            let status = snapshot.targets[target], page = status.description.page
            // Exporters in containers have one page each, of the same name.
            let isShared = pages.count { $0 == page } > 1 && page.hasPrefix(":")
            let name = (isShared ? status.description.address : "") + page
            let role: Role = status.state == .fresh ? .good : status.failure != nil ? .critical : .warning
            let reason = status.failure.map { ": \($0.reason)" } ?? ""
            // Values that still hold do not make a scrape that failed a fresh one.
            let state = status.failure != nil && status.state == .fresh ? "" : " " + status.state.word
            // Of a past moment the pages' health is not kept: what is said is today's, and says so.
            let isOver = snapshot.statistics.isOfNewest
            let words = isOver ? "\(name) now\(state)\(reason)" : "\(name)\(state)\(reason)"
            x = drawing.canvas.put(words, x: x, y: y, isOver ? .dim : Style(role), limit: max(0, area.width - x)) + 2
        }
        PlaceAlarms(scene: scene).draw(&drawing, tray: tray, x: 0, y: y + 1, width: area.width)
        y += 2
    }

    /// Side by side, those around the selected one; more would be too narrow to read.
    private static let columns = 8

    private func gpuLines(_ tray: Int) -> [Line] {
        let all = topology.trays[tray].gpus
        guard !all.isEmpty else { return [Line(free: "no GPU reported by this host")] }
        let selected = (state.selection.gpu(in: topology) ?? all.lowerBound) - all.lowerBound
        let gpus = all.dropFirst(max(0, selected / Self.columns * Self.columns)).prefix(Self.columns)
        let numbers = gpus.map { $0 - all.lowerBound }
        let part = gpus.count < all.count ? "\(numbers[0]) to \(numbers[numbers.count - 1]) of \(all.count) GPUs" : ""
        var lines = [
            Line(label: part, values: numbers.map { ("gpu\($0)", .dim) }, isTitle: true, gpus: Array(gpus))
        ]
        lines.append(
            Line(
                label: "state",
                values: gpus.map { gpu in
                    let mark = scene.health.gpuMarks[gpu]
                    let role: Role = mark.severity == .critical ? .critical : mark.severity == .calm ? .good : .warning
                    return (mark > .none ? "\(mark.glyph) \(mark.word)" : snapshot.gpuState(gpu).word, Style(role))
                }))
        lines.append(Line(label: "job", values: gpus.map { (snapshot.identity($0)?.job ?? "–", .dim) }))
        let layer = HeatSource(scene, state).metric
        for metric in snapshot.catalogue.metrics(of: .gpu)
        where snapshot.isExported(metric) || snapshot.catalogue[metric].derivation != nil {
            let values = gpus.map { GPUFields.text(snapshot, metric, $0) }
            if values.allSatisfy({ $0.0 == "–" }) { continue }
            lines.append(Line(label: snapshot.catalogue[metric].title, values: values, isLayer: metric == layer))
        }
        return lines
    }

    private func hostLines(_ tray: Int, width: Int) -> [Line] {
        var lines = [Line(isTitle: true, free: "HOST")]
        let layer = HeatSource(scene, state).metric
        for metric in snapshot.catalogue.metrics(of: .tray) {
            let (text, style) = GPUFields.text(snapshot, metric, tray)
            if text == "–" { continue }
            lines.append(
                Line(label: snapshot.catalogue[metric].title, values: [(text, style)], isLayer: metric == layer))
        }
        if lines.count == 1 { lines.append(Line(free: "no host metrics")) }
        for target in snapshot.targets(ofTray: tray) {
            guard let series = SeriesLines(snapshot, target: target, filter: nil, genericOnly: true),
                !series.rows.isEmpty
            else { continue }
            lines.append(.blank)
            var title = "OTHER SERIES of \(snapshot.targets[target].description.url): \(series.rows.count)"
            if snapshot.statistics.isOfNewest || state.paused { title += ", as they are now" }
            lines.append(Line(isTitle: true, free: title))
            for row in series.rows.indices { lines.append(Line(series: (series, row))) }
        }
        return lines
    }

    private func drawLines(_ drawing: inout Drawing, _ lines: [Line], _ area: Rect, scroll: Int) {
        let first = max(0, min(scroll, lines.count - area.height))
        let labelWidth = area.width >= 90 ? 26 : area.width >= 36 ? 22 : 14
        // A single value leaves its label more room.
        let longest = lines.lazy.filter { $0.values.count == 1 }.map(\.label.count).max() ?? 0
        let alone = max(labelWidth, min(longest + 2, area.width - 20))
        for (offset, line) in lines.dropFirst(first).prefix(area.height).enumerated() {
            let y = area.y + offset
            if let (lines, row) = line.series {
                let (value, name, _) = lines.line(row)
                drawing.canvas.put("\(value)  \(name)", x: area.x, y: y, .dim, limit: area.width)
                continue
            }
            if !line.free.isEmpty {
                let style = line.isTitle ? Style(.title, on: .background, .bold) : Style.dim
                drawing.canvas.put(line.free, x: area.x, y: y, style, limit: area.width)
                continue
            }
            let look = line.isLayer ? Style(.accent, on: .background, .bold) : Style.dim
            let labelWidth = line.values.count == 1 && line.gpus.isEmpty && !line.isTitle ? alone : labelWidth
            drawing.canvas.put(line.label, x: area.x, y: y, look, limit: labelWidth - 1)
            let step = max(6, (area.width - labelWidth) / max(1, line.values.count))
            for (index, value) in line.values.enumerated() {
                let x = area.x + labelWidth + index * step
                var style = value.1
                if line.isTitle, index < line.gpus.count, line.gpus[index] == state.selection.gpu(in: topology) {
                    style = Style(.selection, on: .selection, .bold)
                    drawing.canvas.cursor = (x, y)
                }
                let room = min(step - 1, area.maxX - x)
                drawing.canvas.put(FittedWords.aged(value.0, width: room), x: x, y: y, style, limit: room)
                if line.isTitle, index < line.gpus.count {
                    drawing.claim(
                        Rect(x: x, y: y, width: step - 1, height: area.height), .select(.gpu(line.gpus[index])))
                }
            }
        }
    }
}
