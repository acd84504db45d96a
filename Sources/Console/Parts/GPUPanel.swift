// The side panel about the selected GPU: who it is, what state it is in, its last values and its last events.

import Facility
import Screen
import Storage
import Telemetry

struct GPUPanel {
    let scene: Scene
    let state: ConsoleState

    private var snapshot: Snapshot { scene.snapshot }
    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        drawing.rule(x: area.x, y: area.y, height: area.height)
        let inner = Rect(x: area.x + 2, y: area.y + 1, width: area.width - 3, height: area.height - 1)
        guard let gpu = state.selection.gpu(in: topology) else { return }
        var y = inner.y
        drawing.canvas.put(topology.path(gpu: gpu), x: inner.x, y: y, Style(.title, on: .background, .bold))
        y += 1
        let identity = snapshot.identity(gpu)
        let words = [identity?.uuid, identity?.model, identity?.pciBusID].compactMap { $0 }.filter { !$0.isEmpty }
        for word in words where y < inner.maxY {
            drawing.canvas.put(word, x: inner.x, y: y, .dim, limit: inner.width)
            y += 1
        }
        y += 1
        drawState(&drawing, gpu, identity, inner, &y)
        y += 1
        for (metric, role) in [
            (HeatMetric.activity(of: snapshot), Role.chart), (.tempCelsius, .chartAlternate), (.powerWatts, .chart),
        ] {
            drawChart(&drawing, metric, gpu, role, inner, &y)
        }
        drawEvents(&drawing, gpu, inner, y)
    }

    private func drawState(_ drawing: inout Drawing, _ gpu: Int, _ identity: GPUIdentity?, _ area: Rect, _ y: inout Int)
    {
        let mark = scene.health.gpuMarks[gpu]
        let gpuState = snapshot.gpuState(gpu)
        var words = gpuState.word
        if let age = snapshot.gpuAgeMs(gpu), !gpuState.counts { words += ", last sample \(Figures.age(age)) ago" }
        let role: Role = mark.severity == .critical ? .critical : mark.severity == .calm ? .good : .warning
        func line(_ label: String, _ value: String, _ style: Style = .text) {
            guard y < area.maxY else { return }
            drawing.canvas.put(label, x: area.x, y: y, .dim)
            drawing.canvas.put(value, x: area.x + 11, y: y, style, limit: area.width - 11)
            y += 1
        }
        line("state", words, Style(role))
        if mark > .none { line("mark", "\(mark.glyph) \(mark.word)", Style(role)) }
        if let xid = Symptoms(snapshot: snapshot).xid(gpu: gpu) {
            let codes = XIDWords(table: scene.xids)
            line("last XID", codes.name(xid), Style(.critical))
            if let action = codes.action(xid) { line("action", action) }
        }
        for metric in [HeatMetric.activity(of: snapshot), .tempCelsius, .powerWatts, .memoryUsedRatio] {
            let (text, style) = GPUFields.text(snapshot, metric, gpu)
            line(snapshot.catalogue[metric].short, text, style)
        }
        if let job = identity?.job, !job.isEmpty { line("job", job) }
        line("host", topology.trays[Int(topology.trayOfGPU[gpu])].host)
    }

    private func drawChart(
        _ drawing: inout Drawing, _ metric: MetricID, _ gpu: Int, _ role: Role, _ area: Rect, _ y: inout Int
    ) {
        guard y + 6 <= area.maxY else { return }
        let box = Rect(x: area.x, y: y, width: area.width, height: 5)
        MetricChart.draw(&drawing, scene, metric, .gpu(gpu), role, in: box)
        y += 6
    }

    private func drawEvents(_ drawing: inout Drawing, _ gpu: Int, _ area: Rect, _ top: Int) {
        var y = top
        guard y + 2 <= area.maxY else { return }
        drawing.canvas.put("EVENTS", x: area.x, y: y, Style(.title, on: .background, .bold))
        y += 1
        let events = EventWords.newest(ofGPU: gpu, scene)
        if events.isEmpty { drawing.canvas.put("none", x: area.x, y: y, .dim) }
        for event in events.prefix(max(0, area.maxY - y)) {
            let clock = EventWords.clock(event, scene)
            let x = drawing.canvas.put(clock + " ", x: area.x, y: y, .dim)
            drawing.canvas.put(
                EventWords.words(event, scene), x: x, y: y, Style(EventWords.look(event).role), limit: area.maxX - x)
            y += 1
        }
    }
}
