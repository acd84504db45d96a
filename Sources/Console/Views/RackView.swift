// The rack: what is wrong in it? Elevation by height unit, trays with their GPUs, switches and shelves between.
//
//   U  unit     gpu0  gpu1  gpu2  gpu3  power   max °C  ±height  last 2 min     host     notes
//   42 tray 18  96%   99%   94%   98%   5.4 kW  63      +1       ▆▆▆▆▆▆▆▆       b17-c18
//   41 tray 17  97%   98%   97%   97%   5.3 kW  62      ▆▆▆▆▆▆▆▆       b17-c17
//   46 shelf 1  GPUs draw 95 kW; no page tells of shelves
//   32 nvsw 1   1,292 of 1,296 links up, as the GPUs see them
//   22 tray 07  97%   97%   ×     99%   4.1 kW  67      ▆▆▆▆▆▆▆▆       b17-c07  GPU gone g2, XID 79
//   71/72 GPUs  SM activity 96.9 %  95 kW  train-42

import Facility
import Screen
import Storage
import Telemetry

struct RackView {
    let scene: Scene
    let state: ConsoleState
    let source: HeatSource

    init(scene: Scene, state: ConsoleState) {
        self.scene = scene
        self.state = state
        source = HeatSource(scene, state)
    }

    private var topology: Topology { scene.snapshot.topology }

    /// As much as there is room for: every unit, the first of each block between trays, trays alone.
    private enum Detail: CaseIterable { case units, blocks, trays }

    private struct Line {
        let unit: RackTemplate.Unit
        let height: Int
        let tray: Int?
        /// Of its kind, the first of its block, and the first of the rack.
        var opens = false
        var isFirst = false
    }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard !topology.racks.isEmpty else {
            drawing.canvas.put("no rack: no target has answered", x: 0, y: area.y, .dim)
            return
        }
        var rest = area
        if area.width >= 110, area.height >= 20, !state.isFolded {
            let cut = rest.cutRight(40)
            GPUPanel(scene: scene, state: state).draw(&drawing, in: cut.right)
            rest = cut.rest
        }
        let bottom = rest.cutBottom(area.height >= 8 ? 2 : 0)
        drawTable(&drawing, in: bottom.rest)
        guard bottom.bottom.height == 2 else { return }
        let rack = state.selection.rack
        let x = drawing.canvas.put(
            topology.racks[rack].name, x: 0, y: bottom.bottom.y, Style(.selection, on: .selection, .bold))
        drawing.canvas.put(" " + Sentence(source: source).rack(rack), x: x, y: bottom.bottom.y, limit: rest.width - x)
        Legend(source: source, pixelWords: maxGPUs > 0 ? "1 cell = 1 GPU" : "1 cell = 1 host", rack: rack).draw(
            &drawing, x: 0, y: bottom.bottom.y + 1, width: rest.width)
    }

    /// The template's units with the trays that exist; trays the template does not know come last.
    ///
    /// - Parameter detail: what is drawn between the trays.
    private func lines(_ detail: Detail) -> [Line] {
        let rack = topology.racks[state.selection.rack]
        var byNumber: [Int: Int] = [:]
        for tray in rack.trays { byNumber[topology.trays[tray].number] = tray }
        let ordinary =
            rack.trays.contains { topology.trays[$0].gpus.count > 0 }
            && !topology.isInvented(rack: state.selection.rack)
        var lines: [Line] = []
        let template = topology.template(ofRack: state.selection.rack)
        if ordinary {
            for (index, unit) in template.units.enumerated() {
                var tray: Int?
                if case .tray(let number) = unit {
                    tray = byNumber.removeValue(forKey: number)
                } else if detail == .trays {
                    continue
                }
                let opens = index == 0 || template.units[index - 1].kind != unit.kind
                if detail == .blocks, !opens, tray == nil { continue }
                lines.append(
                    Line(
                        unit: unit, height: template.topU - index, tray: tray, opens: opens,
                        isFirst: !lines.contains { $0.unit.kind == unit.kind }))
            }
        }
        for number in byNumber.keys.sorted(by: >) {
            lines.append(Line(unit: .tray(number), height: 0, tray: byNumber[number]))
        }
        return lines
    }

    private func drawTable(_ drawing: inout Drawing, in area: Rect) {
        let rows = area.height - 1
        guard rows > 0 else { return }
        let list = Detail.allCases.lazy.map(lines).first { $0.count <= rows } ?? lines(.trays)
        drawHeader(&drawing, area)
        let selected = list.firstIndex { $0.tray == state.selection.tray } ?? 0
        let first = max(0, min(selected - rows / 2, list.count - rows))
        for (offset, line) in list.dropFirst(first).prefix(rows).enumerated() {
            draw(&drawing, line, y: area.y + 1 + offset, area)
        }
    }

    private func columns(_ width: Int) -> (
        gpu: Int, gpuWidth: Int, power: Int, temp: Int, height: Int, history: Int, host: Int, notes: Int
    ) {
        let gpu = width >= 60 ? 13 : 4
        var gpuWidth = width >= 100 ? 7 : width >= 60 ? 6 : 3
        // Eight in a tray leave less room for each: sums and a host's name need 31 columns behind them.
        if maxGPUs > 4 { gpuWidth = max(3, min(gpuWidth, (width - gpu - 1 - 31) / min(8, maxGPUs))) }
        let power = gpu + gpuWidth * max(1, min(8, maxGPUs)) + 1
        // How much warmer than the same height elsewhere: a gradient from floor to top is normal.
        let height = width >= max(90, power + 41) && maxGPUs > 0 ? power + 18 : 0
        let rest = power + (height > 0 ? 27 : 18)
        let wide = width >= max(110, rest + 41) && maxGPUs > 0
        let history = wide ? rest : 0
        var host = wide ? history + 32 : width >= 60 ? rest : power
        if maxGPUs == 0 { host = hosts(width).hostX(from: gpu) }
        // A host's name is as wide as it is, up to twelve: what is saved here the notes have.
        let trays = topology.racks[state.selection.rack].trays
        let hostWidth = min(12, max(4, trays.map { Sanitiser.width(of: topology.trays[$0].host) }.max() ?? 4))
        return (gpu, gpuWidth, power, power + 10, height, history, host, host + hostWidth + 1)
    }

    private var maxGPUs: Int {
        topology.racks[state.selection.rack].trays.map { topology.trays[$0].gpus.count }.max() ?? 4
    }

    private func hosts(_ width: Int) -> HostRow { HostRow(scene: scene, source: source, width: width) }

    private func drawHeader(_ drawing: inout Drawing, _ area: Rect) {
        let at = columns(area.width)
        guard area.width >= 60 else {
            drawing.canvas.put("tray \(source.name)", x: 0, y: area.y, .dim)
            return
        }
        drawing.canvas.put("U   unit", x: 0, y: area.y, .dim)
        drawing.canvas.put("host", x: at.host, y: area.y, .dim)
        if maxGPUs == 0 { return hosts(area.width).drawHeader(&drawing, x: at.gpu, y: area.y) }
        for gpu in 0..<min(8, maxGPUs) {
            drawing.canvas.put(
                (at.gpuWidth > 4 ? "gpu" : "g") + "\(gpu)", x: at.gpu + gpu * at.gpuWidth, y: area.y, .dim)
        }
        drawing.canvas.put("power", x: at.power, y: area.y, .dim)
        drawing.canvas.put("max °C", x: at.temp, y: area.y, .dim)
        if at.height > 0 { drawing.canvas.put("±height", x: at.height, y: area.y, .dim) }
        if at.history > 0 {
            drawing.canvas.put(
                "last 2 min, \(source.definition?.short ?? "health")", x: at.history, y: area.y, .dim, limit: 30)
        }
    }

    private func draw(_ drawing: inout Drawing, _ line: Line, y: Int, _ area: Rect) {
        let at = columns(area.width)
        if area.width >= 60, line.height > 0 { drawing.canvas.put("\(line.height)", x: 0, y: y, Style(.faint)) }
        let label = area.width >= 60 ? 4 : 0
        switch line.unit {
        case .tray(let number):
            let text = area.width >= 60 ? "tray \(number)" : "\(number)"
            guard let tray = line.tray else {
                drawing.canvas.put(text + " –", x: label, y: y, Style(.empty))
                return
            }
            draw(&drawing, tray: tray, text, label: label, y: y, area)
        default:
            RackEquipment(scene: scene, rack: state.selection.rack).draw(
                &drawing, line.unit, opens: line.opens, isFirst: line.isFirst, label: label, x: at.gpu, y: y,
                maxX: area.width)
        }
    }

    private func draw(_ drawing: inout Drawing, tray: Int, _ text: String, label: Int, y: Int, _ area: Rect) {
        let at = columns(area.width)
        let selected = tray == state.selection.tray
        drawing.canvas.put(text, x: label, y: y, selected ? Style(.selection, on: .selection, .bold) : .text)
        drawing.claim(Rect(x: 0, y: y, width: area.width, height: 1), .select(.tray(tray)))
        let gpus = topology.trays[tray].gpus
        for gpu in gpus.prefix(8) {
            let ordinal = gpu - gpus.lowerBound
            let x = at.gpu + ordinal * at.gpuWidth
            let chosen = selected && ordinal == state.selection.ordinal
            drawGPU(&drawing, gpu: gpu, x: x, y: y, width: at.gpuWidth - 1, selected: chosen)
            drawing.claim(Rect(x: x, y: y, width: at.gpuWidth - 1, height: 1), .select(.gpu(gpu)))
        }
        if maxGPUs == 0 { hosts(area.width).draw(&drawing, tray: tray, x: at.gpu, y: y, selected: selected) }
        guard area.width >= 60 else { return }
        drawing.canvas.put(topology.trays[tray].host, x: at.host, y: y, .dim, limit: at.notes - at.host - 1)
        if maxGPUs > 0 { drawSums(&drawing, tray: tray, y: y, area.width) }
        drawNotes(&drawing, tray: tray, x: at.notes, y: y, maxX: area.width)
    }

    private func drawSums(_ drawing: inout Drawing, tray: Int, y: Int, _ width: Int) {
        let at = columns(width)
        let power = scene.snapshot.rollUp(.powerWatts, .tray(tray))
        drawing.canvas.put(power.count > 0 ? Figures.value(power.sum, .watts) : "–", x: at.power, y: y)
        let temperature = scene.snapshot.rollUp(.tempCelsius, .tray(tray))
        drawing.canvas.put(temperature.count > 0 ? Figures.fixed(Double(temperature.max), 0) : "–", x: at.temp, y: y)
        if at.height > 0, let heights = state.derived.heights {
            let more = heights.mean(tray) - heights.elsewhere(tray).mean
            let style = more >= HeatEvidence.oddCelsius ? Style(.critical) : .dim
            drawing.canvas.put(Figures.signed(more, 0), x: at.height, y: y, style)
        }
        if at.history > 0 { drawHistory(&drawing, tray: tray, x: at.history, y: y) }
    }

    private func drawNotes(_ drawing: inout Drawing, tray: Int, x: Int, y: Int, maxX: Int) {
        let notes = Sentence(source: source).troubleWords(inTray: true) {
            Self.concerns($0, tray: tray, scene)
        }
        let mark = scene.health.trayMarks[tray]
        let words = notes.isEmpty && mark > .none ? mark.word : notes.joined(separator: " · ")
        drawing.canvas.put(
            FittedWords.cut(words, width: maxX - x), x: x, y: y,
            Style(mark.severity == .critical ? .critical : .warning), limit: maxX - x)
    }

    /// A trouble of the whole rack is a tray's only if the tray bears the same mark.
    private static func concerns(_ trouble: Trouble, tray: Int, _ scene: Scene) -> Bool {
        let topology = scene.snapshot.topology
        switch trouble.place {
        case .tray(let other): return other == tray
        case .gpu(let gpu): return Int(topology.trayOfGPU[gpu]) == tray
        case .rack(let rack): return topology.trays[tray].rack == rack && scene.health.trayMarks[tray] == trouble.mark
        case .hall, .row: return false
        }
    }

    private func drawGPU(_ drawing: inout Drawing, gpu: Int, x: Int, y: Int, width: Int, selected: Bool) {
        let mark = scene.health.gpuMarks[gpu]
        let value = Double(source.value(gpu: gpu))
        var style = Style(.role(.text), on: value.isFinite ? source.ink(value) : .role(.empty))
        var text = source.definition == nil ? "ok" : source.tiny(value)
        if mark > .none {
            style = Style(mark.role, on: mark.role, .bold)
            text = value.isFinite && width >= 5 ? "\(mark.glyph)\(text)" : "\(mark.glyph)"
        }
        // A cut number is another number: the unit goes first.
        if Sanitiser.width(of: text) > width, text.hasSuffix("%") { text.removeLast() }
        if !source.isMeant(gpu: gpu) { style = Style(.faint, on: .dimmed) }
        if selected { style.attributes.formUnion([.underline, .bold]) }
        drawing.canvas.fill(Rect(x: x, y: y, width: width, height: 1), Cell(" ", style))
        drawing.canvas.put(text, x: x + max(0, width - Sanitiser.width(of: text)), y: y, style, limit: width)
        if selected {
            drawing.canvas[x - 1, y] = Cell("▌", Style(.cursor))
            drawing.canvas.cursor = (x, y)
        }
    }

    private func drawHistory(_ drawing: inout Drawing, tray: Int, x: Int, y: Int) {
        guard let metric = source.metric else { return }
        let snapshot = scene.snapshot, width = 30, slots = 120
        let grid = TimeGrid(end: snapshot.moment, spanMs: Int64(slots) * snapshot.stepMs, columns: width)
        let reduction = Reduction(of: snapshot.catalogue[metric])
        // With a GPU silent the rest looks as healthy as all: the column says that it is not all.
        let whole = topology.trays[tray].gpus.count * slots / width
        let silent = whole - slots / width
        let columns = snapshot.timeline(metric, .tray(tray), over: grid)
        for (column, rollUp) in columns.enumerated() {
            let value = reduction(rollUp)
            // Its past has no deviations: under a scale of those its own colours would say what is not so.
            let isPlain = source.peers == nil
            let ink = rollUp.count > 0 ? isPlain ? source.plainInk(value) : .role(.panel) : .role(.background)
            // Beside a time of which nothing is kept a column is short for that reason.
            let isInside =
                (column == 0 || columns[column - 1].count > 0) && (column + 1 == width || columns[column + 1].count > 0)
            let isPart = isInside && rollUp.count > 0 && rollUp.count <= silent
            drawing.canvas[x + column, y] = Cell(isPart ? "-" : " ", Style(.role(.text), on: ink, .bold))
        }
    }
}
