// The outliers: who is worst? Farthest from the peers first, within a job if one is named, else within the rack.
//
//   SM activity against peers, mean of 8 s · 2 beyond 6 σ, 14 beyond 3 σ · 4 of the first 20 in B18
//       place         σ      value   peers   last 3 min       state        job       host
//    1  B18/t04/g1    -9.8   18.0 %  97.1 %  ▆▆▆▆▁▁▁▁▁▁▁▁▁    ◂ straggler  train-42  b18-c04

import Facility
import Screen
import Storage
import Telemetry

struct OutliersView {
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
        guard let peers = state.derived.peers else {
            drawing.canvas.put(
                "choose a metric: the health layer has no deviations (Tab)", x: 0, y: area.y, .dim, limit: area.width)
            return
        }
        let list = OutlierList(scene, state)
        drawTitle(&drawing, list, y: area.y, width: area.width)
        guard !list.rows.isEmpty, area.height > 1 else { return }
        let header = area.height > 3 ? 1 : 0
        let at = columns(area.width)
        if header > 0 { drawHeader(&drawing, at, y: area.y + 1) }
        let bottom = area.height >= 16 ? 7 : 0
        let rows = Rect(x: 0, y: area.y + 1 + header, width: area.width, height: area.height - 1 - header - bottom)
        let selected = min(max(0, state.listLine), list.rows.count - 1)
        let first = max(0, min(selected - rows.height / 2, list.rows.count - rows.height))
        for (offset, place) in list.rows.dropFirst(first).prefix(rows.height).enumerated() {
            let y = rows.y + offset
            draw(
                &drawing, place, list.deviations[first + offset], peers, at, rank: first + offset + 1, y: y,
                width: area.width)
            if first + offset == selected { select(&drawing, y: y, width: area.width) }
            drawing.claim(Rect(x: 0, y: y, width: area.width, height: 1), .line(first + offset))
        }
        if bottom > 0 {
            drawSpread(&drawing, peers, Rect(x: 0, y: rows.maxY + 1, width: area.width, height: bottom - 1))
        }
    }

    private func drawTitle(_ drawing: inout Drawing, _ list: OutlierList, y: Int, width: Int) {
        let metric = source.definition?.title ?? "health"
        var words = "\(metric), mean of \(PeerDeviations.window) s, within the job, else the rack"
        if source.isBlind { words = "\(metric): no page exports it" }
        words += " · \(list.beyond.six) beyond 6 σ, \(list.beyond.three) beyond 3 σ"
        let racks = list.rows.prefix(20).compactMap { Sentence(source: source).rack(of: $0) }
        let counts = Dictionary(racks.map { ($0, 1) }, uniquingKeysWith: +)
        if let most = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }), most.value >= 3 {
            words += " · \(most.value) of the first \(racks.count) in \(topology.racks[most.key].name)"
        }
        if list.rows.isEmpty { words += " · " + emptyWords }
        drawing.canvas.put(words, x: 0, y: y, .dim, limit: width)
    }

    /// Why there are no rows: who has no value, such as a dark host, can not be told apart from others.
    private var emptyWords: String {
        guard let matches = state.matches else { return "nobody has peers" }
        guard matches.gpuCount > 0 else { return "nobody matches the filter" }
        return
            "nobody of \(Figures.counted(matches.gpuCount, "GPU")) that \(matches.gpuCount == 1 ? "matches" : "match") "
            + "the filter has a value to compare now"
    }

    /// Three minutes at a second.
    private var sparkSlots: Int { min(180, scene.snapshot.slotsKept) }

    private struct Columns {
        var place = 5, deviation = 19, value = 0, peers = 0, chart = 0, chartWidth = 0, state = 0, job = 0, host = 0
    }

    /// What does not fit is left out, the least first: host, job, chart, peers.
    private func columns(_ width: Int) -> Columns {
        var at = Columns()
        var x = 26
        if width >= 40 {
            at.value = x
            x += 11
        }
        if width >= 60 {
            at.peers = x
            x += 11
        }
        if width >= 96 {
            at.chart = x
            at.chartWidth = min(60, width - x - 44)
            x += at.chartWidth + 2
        }
        at.state = x
        if width - x >= 32 { at.job = x + 16 }
        if width - x >= 42 { at.host = x + 30 }
        return at
    }

    private func drawHeader(_ drawing: inout Drawing, _ at: Columns, y: Int) {
        let list = state.lists[.outliers] ?? ListPosition()
        let heads = [
            (0, "place", at.place), (1, "     σ", at.deviation), (2, "    value", at.value), (3, "    peers", at.peers),
            (4, "state", at.state), (5, "job", at.job), (6, "host", at.host),
        ]
        for (index, title, x) in heads where x > 0 {
            let sorted = list.sortColumn == index || (list.sortColumn == nil && index == 1)
            let mark = sorted ? (list.isReversed ? "↑" : "↓") : ""
            var style = sorted ? Style(.accent) : Style.dim
            if list.column == index { style.attributes.insert(.underline) }
            drawing.canvas.put(title + mark, x: x, y: y, style)
        }
        if at.chart > 0 {
            let span = Figures.age(Int64(sparkSlots) * scene.snapshot.stepMs)
            drawing.canvas.put("last \(span)", x: at.chart, y: y, .dim)
        }
    }

    private func draw(
        _ drawing: inout Drawing, _ place: Place, _ deviation: Float, _ peers: PeerDeviations, _ at: Columns, rank: Int,
        y: Int, width: Int
    ) {
        drawing.canvas.put("\(rank)", endingAt: 4, y: y, Style(.faint))
        drawing.canvas.put(Sentence.name(place, topology), x: at.place, y: y, limit: 13)
        let role: Role = abs(deviation) > 6 ? .critical : abs(deviation) > 3 ? .warning : .text
        drawing.canvas.put(Figures.signed(Double(deviation), 1), endingAt: at.deviation + 6, y: y, Style(role))
        let unit = source.definition?.unit ?? .count
        if at.value > 0 {
            let value = OutlierList.value(peers, place, topology)
            drawing.canvas.put(Figures.value(Double(value), unit), endingAt: at.value + 9, y: y)
        }
        if at.peers > 0 {
            let median = OutlierList.median(peers, place, topology)
            drawing.canvas.put(Figures.value(Double(median), unit), endingAt: at.peers + 9, y: y, .dim)
        }
        if at.chartWidth >= 8 { drawSpark(&drawing, place, x: at.chart, y: y, width: at.chartWidth) }
        let mark = scene.health.mark(place, in: topology)
        if mark > .none {
            drawing.canvas.put(
                "\(mark.glyph) \(mark.word)", x: at.state, y: y, Style(mark.severity.role),
                limit: min(15, width - at.state))
        }
        if at.job > 0 { drawing.canvas.put(PlaceTable.word(scene, .job, place), x: at.job, y: y, .dim, limit: 13) }
        if at.host > 0 {
            drawing.canvas.put(
                PlaceTable.word(scene, .host, place), x: at.host, y: y, .dim, limit: max(0, width - at.host))
        }
    }

    /// A sparkline on the metric's own scale.
    private func drawSpark(_ drawing: inout Drawing, _ place: Place, x: Int, y: Int, width: Int) {
        guard let metric = source.metric, let definition = source.definition else { return }
        let values = scene.snapshot.history(metric, place, slots: sparkSlots)
        let folds = LineChart.fold(values, columns: width)
        let span = max(1e-9, definition.range.upperBound - definition.range.lowerBound)
        let shares = folds.map { $0.map { ($0.mean - definition.range.lowerBound) / span } ?? .nan }
        Bars.columns(&drawing, shares, in: Rect(x: x, y: y, width: width, height: 1)) { _ in .role(.chart) }
    }

    private func select(_ drawing: inout Drawing, y: Int, width: Int) {
        drawing.canvas[0, y] = Cell("▌", Style(.cursor))
        drawing.canvas.restyle(Rect(x: 1, y: y, width: width - 1, height: 1)) { $0.background = .role(.panel) }
        drawing.canvas.cursor = (5, y)
    }

    /// How all deviations are spread, from -6 to +6.
    private func drawSpread(_ drawing: inout Drawing, _ peers: PeerDeviations, _ area: Rect) {
        var values: [Double] = []
        for gpu in 0..<topology.gpuCount where source.isMeant(gpu: gpu) {
            let deviation = Double(peers.deviation(gpu))
            if deviation.isFinite { values.append(0.5 + max(-6, min(6, deviation)) / 12) }
        }
        let words = "HOW \(Figures.counted(values.count, "GPU")) \(values.count == 1 ? "IS" : "ARE") SPREAD"
        drawing.canvas.put(words, x: 0, y: area.y, Style(.title, on: .background, .bold), limit: area.width)
        Histogram(shares: values, low: "-6 σ", middle: "as its peers", high: "+6 σ").draw(
            &drawing, in: Rect(x: 0, y: area.y + 1, width: area.width, height: area.height - 1)
        ) { .deviation(UInt8(max(0, min(255, $0 * 255)))) }
    }
}
