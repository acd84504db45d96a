// One GPU: every field with its age, charts of the main ones, its events.
//
//   B17/t07/g2  × GPU gone        GPU-4c1f...  NVIDIA GB300
//   SM activity   97 %, 41 s ago  │ SM activity          100 %
//   power         1,352 W, 41 s   │ ▆▆▆▆▆▆▆▆▆▆▆▆▆
//   clock events  none            │ power                1,400 W

import Facility
import Screen
import Storage
import Telemetry

struct GPUView {
    let scene: Scene
    let state: ConsoleState

    private var snapshot: Snapshot { scene.snapshot }
    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard let gpu = state.selection.gpu(in: topology) else {
            drawing.canvas.put("this host reports no GPU", x: 0, y: area.y, .dim)
            return
        }
        var y = area.y
        drawTitle(&drawing, gpu, area, &y)
        let wide = area.width >= 76
        let split = wide ? max(40, area.width * 2 / 5) : area.width
        drawFields(&drawing, gpu, Rect(x: 0, y: y, width: split - 1, height: area.maxY - y))
        guard wide else { return }
        drawing.rule(x: split, y: y, height: area.maxY - y)
        drawCharts(&drawing, gpu, Rect(x: split + 2, y: y, width: area.width - split - 3, height: area.maxY - y))
    }

    private func drawTitle(_ drawing: inout Drawing, _ gpu: Int, _ area: Rect, _ y: inout Int) {
        let mark = scene.health.gpuMarks[gpu]
        let role: Role = mark.severity == .critical ? .critical : mark.severity == .calm ? .good : .warning
        let gpuState = snapshot.gpuState(gpu)
        var words = mark > .none ? "\(mark.glyph) \(mark.word)" : gpuState.word
        if !gpuState.counts, let since = snapshot.gpuStateSince(gpu) {
            words += ", \(gpuState.word) since \(CivilTime(since, offsetSeconds: scene.zoneOffsetSeconds).clock)"
        }
        var x = drawing.canvas.put(topology.path(gpu: gpu), x: 0, y: y, Style(.selection, on: .selection, .bold))
        drawing.canvas.cursor = (0, y)
        x = drawing.canvas.put(words, x: x + 1, y: y, Style(role, on: .background, .bold), limit: area.width - x - 1)
        if let xid = Symptoms(snapshot: snapshot).xid(gpu: gpu) {
            let codes = XIDWords(table: scene.xids)
            let words = "last XID \(codes.name(xid))" + (codes.action(xid).map { ": " + $0 } ?? "")
            x = drawing.canvas.put(words, x: x + 2, y: y, Style(.critical), limit: area.width - x - 2)
        }
        y += 1
        let host = topology.trays[Int(topology.trayOfGPU[gpu])].host
        let identity = snapshot.identity(gpu)
        let parts = [host, identity?.model, identity?.uuid, identity?.pciBusID, identity?.driverVersion, identity?.job]
        let text = parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: " · ")
        if area.height > 6 {
            drawing.canvas.put(text, x: 0, y: y, .dim, limit: area.width)
            let tray = Int(topology.trayOfGPU[gpu])
            PlaceAlarms(scene: scene).draw(&drawing, tray: tray, gpu: gpu, x: 0, y: y + 1, width: area.width)
            y += 2
        }
    }

    private func drawFields(_ drawing: inout Drawing, _ gpu: Int, _ area: Rect) {
        let metrics = snapshot.catalogue.metrics(of: .gpu)
        let first = max(0, min(state.scroll, metrics.count - area.height))
        let labelWidth = min(26, area.width / 2), layer = HeatSource(scene, state).metric
        for (offset, metric) in metrics.dropFirst(first).prefix(area.height).enumerated() {
            let y = area.y + offset
            let look = metric == layer ? Style(.accent, on: .background, .bold) : Style.dim
            drawing.canvas.put(snapshot.catalogue[metric].title, x: 0, y: y, look, limit: labelWidth - 1)
            var (text, style) = GPUFields.text(snapshot, metric, gpu)
            if text == "–", !snapshot.isExported(metric), snapshot.catalogue[metric].derivation == nil {
                text = "not exported"
            }
            if text == "not exported" { style = Style(.faint) }
            drawing.canvas.put(text, x: labelWidth, y: y, style, limit: area.width - labelWidth)
            drawGauge(&drawing, metric, gpu, x: labelWidth + 14, y: y, maxX: area.maxX)
        }
    }

    /// Where the value stands on its scale, and the limits there; nothing where the value no longer holds.
    private func drawGauge(_ drawing: inout Drawing, _ metric: MetricID, _ gpu: Int, x: Int, y: Int, maxX: Int) {
        let definition = snapshot.catalogue[metric], width = min(24, maxX - x)
        guard width >= 8, snapshot.gpuState(gpu).counts, ![.code, .bitmask, .count].contains(definition.unit) else {
            return
        }
        let share = HeatScale(definition).share(Double(snapshot.value(metric, gpu)))
        Bars.gauge(
            &drawing, share: share, x: x, y: y, width: width, ticks: share.isFinite ? Bars.ticks(definition) : [])
    }

    private func drawCharts(_ drawing: inout Drawing, _ gpu: Int, _ area: Rect) {
        let charts: [(MetricID, Role)] = [
            (HeatMetric.activity(of: snapshot), .chart), (.tensorActive, .chart), (.powerWatts, .chartAlternate),
            (.tempCelsius, .chartAlternate), (.smClockHertz, .chart), (.nvlinkBytesPerSecond, .chart),
        ]
        let eventLines = min(8, area.height / 4)
        // The layer that Tab has chosen stands first.
        let layer = HeatSource(scene, state).metric.flatMap { snapshot.catalogue[$0].entity == .gpu ? $0 : nil }
        let first = layer.map { id in [charts.first { $0.0 == id } ?? (id, .chart)] } ?? []
        let known = (first + charts.filter { $0.0 != layer }).filter {
            snapshot.isExported($0.0) || snapshot.catalogue[$0.0].derivation != nil
        }
        let shown = max(1, min(known.count, (area.height - eventLines) / 4))
        let height = max(2, min(8, (area.height - eventLines) / shown - 1))
        var y = area.y
        // A rack's mean over ten minutes is folded from all its GPUs: for the chart on top, which is the chosen layer's.
        let rack = topology.trays[Int(topology.trayOfGPU[gpu])].rack
        for (metric, role) in known.prefix(shown) where y + height < area.maxY {
            let now = GPUFields.text(snapshot, metric, gpu)
            let box = Rect(x: area.x, y: y, width: area.width, height: height)
            MetricChart.draw(
                &drawing, scene, metric, .gpu(gpu), role, in: box, now: now, beside: y == area.y ? .rack(rack) : nil)
            y += height + 1
        }
        drawEvents(&drawing, gpu, Rect(x: area.x, y: y, width: area.width, height: area.maxY - y))
    }

    private func drawEvents(_ drawing: inout Drawing, _ gpu: Int, _ area: Rect) {
        guard area.height >= 2 else { return }
        drawing.canvas.put("EVENTS", x: area.x, y: area.y, Style(.title, on: .background, .bold))
        let events = EventWords.newest(ofGPU: gpu, scene)
        if events.isEmpty { drawing.canvas.put("none", x: area.x, y: area.y + 1, .dim) }
        for (offset, event) in events.prefix(area.height - 1).enumerated() {
            let clock = EventWords.clock(event, scene)
            let y = area.y + 1 + offset
            let x = drawing.canvas.put(clock + "  ", x: area.x, y: y, .dim)
            drawing.canvas.put(
                EventWords.words(event, scene), x: x, y: y, Style(EventWords.look(event).role), limit: area.maxX - x)
        }
    }
}
