// The side panel of the hall: totals, troubles, the selected rack, and how the layer's values are spread.

import Facility
import Screen
import Storage
import Telemetry

struct HallPanel {
    let scene: Scene
    let state: ConsoleState
    let source: HeatSource

    private var snapshot: Snapshot { scene.snapshot }
    private var topology: Topology { scene.snapshot.topology }

    func draw(_ drawing: inout Drawing, in area: Rect) {
        drawing.rule(x: area.x, y: area.y, height: area.height)
        var y = area.y + 1
        let inner = Rect(x: area.x + 2, y: area.y, width: area.width - 3, height: area.height)
        drawTotals(&drawing, inner, &y)
        // Where space is short the histogram goes first, then the alarms, which name the troubles in other words.
        let selectionHeight = topology.gpuCount > 0 ? 6 : 8, wanted = scene.health.troubles.count + 2
        let panel = AlarmPanel(scene: scene)
        let room = inner.maxY - y - selectionHeight
        let alarms = panel.height(limit: 9)
        let spreadHeight = alarms + min(wanted, 16) + 8 <= room ? 8 : 0
        let alarmLines = panel.height(limit: max(0, min(9, max(4, room - spreadHeight - min(wanted, 16)))))
        panel.draw(&drawing, in: Rect(x: inner.x, y: y, width: inner.width, height: alarmLines))
        y += alarmLines
        let troubleLines = max(3, min(14, inner.maxY - y - selectionHeight - spreadHeight - 2))
        drawTroubles(&drawing, inner, &y, lines: troubleLines)
        drawSelected(&drawing, inner, &y)
        if spreadHeight > 0 { drawSpread(&drawing, inner, y) }
    }

    private func drawTotals(_ drawing: inout Drawing, _ area: Rect, _ y: inout Int) {
        let x = drawing.canvas.put(topology.hall.uppercased(), x: area.x, y: y, Style(.title, on: .background, .bold))
        let reporting = Reporting(snapshot, .hall)
        let size = Figures.counted(topology.racks.count, "rack") + " · " + reporting.size
        drawing.canvas.put(size, x: x + 2, y: y, .dim, limit: area.maxX - x - 2)
        y += 1
        line(&drawing, area, &y, "reporting", Figures.count(reporting.fresh), reporting.share, .good)
        drawFigures(&drawing, .hall, area, &y)
        if topology.gpuCount > 0 {
            let memory = snapshot.rollUp(.memoryUsedRatio, .hall)
            line(
                &drawing, area, &y, "memory", Figures.value(memory.mean, .ratio), memory.mean, .accent,
                part: reporting.part(memory))
        }
        y += 1
    }

    /// What a place does: its GPUs where it has any, else its hosts.
    private func drawFigures(_ drawing: inout Drawing, _ place: Place, _ area: Rect, _ y: inout Int) {
        guard topology.gpuCount > 0 else { return drawHosts(&drawing, place, area, &y) }
        let reporting = Reporting(snapshot, place)
        let activity = snapshot.rollUp(HeatMetric.activity(of: snapshot), place)
        line(
            &drawing, area, &y, "activity", Figures.value(activity.mean, .ratio), activity.mean, .bar,
            part: reporting.part(activity))
        let power = snapshot.rollUp(.powerWatts, place)
        let watts = power.count > 0 ? power.sum : .nan
        // A full bar is every GPU at its most, here as in the hall.
        let limit = snapshot.catalogue[.powerWatts].range.upperBound * Double(max(1, snapshot.states(place).total))
        line(
            &drawing, area, &y, "GPU power", Figures.value(watts, .watts), watts / limit, .chartAlternate,
            part: reporting.part(power))
        let temperature = snapshot.rollUp(.tempCelsius, place)
        let hottest = temperature.count > 0 ? Double(temperature.max) : .nan
        line(
            &drawing, area, &y, "hottest", Figures.value(hottest, .celsius), (hottest - 20) / 70, .chartAlternate,
            part: reporting.part(temperature))
    }

    private func drawHosts(_ drawing: inout Drawing, _ place: Place, _ area: Rect, _ y: inout Int) {
        let reporting = Reporting(snapshot, place)
        for (label, metric, role) in [
            ("CPU busy", MetricID.hostCPUBusyRatio, Role.bar), ("memory", .hostMemoryUsedRatio, .accent),
        ] {
            let ratio = snapshot.rollUp(metric, place)
            line(
                &drawing, area, &y, label, Figures.value(ratio.mean, .ratio), ratio.mean, role,
                part: reporting.part(ratio))
        }
        let disk = snapshot.rollUp(.hostDiskUsedRatio, place)
        let fullest = disk.count > 0 ? Double(disk.max) : .nan
        line(
            &drawing, area, &y, "fullest /", Figures.value(fullest, .ratio), fullest, .chartAlternate,
            .hostDiskUsedRatio, part: reporting.part(disk))
        for (label, metric) in [
            ("receive", MetricID.hostNetReceiveBytesPerSecond), ("transmit", .hostNetTransmitBytesPerSecond),
        ] {
            let traffic = snapshot.rollUp(metric, place)
            let rate = traffic.count > 0 ? traffic.sum : .nan
            line(
                &drawing, area, &y, label, Figures.value(rate, .bytesPerSecond), .nan, .chart,
                part: reporting.part(traffic))
        }
    }

    /// - Parameter part: how many know the value, in place of the gauge, where that is not everybody.
    private func line(
        _ drawing: inout Drawing, _ area: Rect, _ y: inout Int, _ label: String, _ value: String, _ share: Double,
        _ role: Role, _ limits: MetricID? = nil, part: String? = nil
    ) {
        drawing.canvas.put(label, x: area.x, y: y, .dim)
        let gauge = max(0, area.width - 22)
        drawing.canvas.put(value, endingAt: area.x + 20, y: y, Style(.title, on: .background, .bold))
        if let part {
            drawing.canvas.put(part, x: area.x + 22, y: y, .dim, limit: gauge)
        } else {
            Bars.gauge(
                &drawing, share: share, x: area.x + 22, y: y, width: gauge, role,
                ticks: limits.map { Bars.ticks(snapshot.catalogue[$0]) } ?? [])
        }
        y += 1
    }

    private func drawTroubles(_ drawing: inout Drawing, _ area: Rect, _ y: inout Int, lines: Int) {
        var x = drawing.canvas.put("TROUBLES", x: area.x, y: y, Style(.title, on: .background, .bold)) + 2
        // Beside alarms these are places; how bad they are the alarms say.
        let isListed = !scene.alerts.alarms.isEmpty, troubles = scene.health.troubles
        let (critical, warning) = isListed ? (0, 0) : scene.severities
        if isListed {
            // The map shows GPUs: what strikes hosts and ports alone stands among the alarms.
            let words =
                troubles.isEmpty
                ? "no GPU is marked, 8 lists alarms" : Figures.counted(troubles.count, "place") + " marked"
            drawing.canvas.put(words, x: x, y: y, .dim, limit: area.maxX - x)
        }
        if critical > 0 { x = drawing.canvas.put("\(critical) critical", x: x, y: y, Style(.critical)) + 2 }
        if warning > 0 { x = drawing.canvas.put("\(warning) warning", x: x, y: y, Style(.warning)) + 2 }
        if !isListed, critical + warning == 0 {
            let isKnown = Reporting(snapshot, .hall).fresh > 0
            // Marks alone are not all that can be wrong: without the rules none of them is no good news yet.
            let isJudged = scene.alerts.isJudged, words = isJudged ? "none" : "nothing marked"
            let look: Style = isKnown && isJudged ? Style(.good) : .dim
            drawing.canvas.put(isKnown ? words : "nobody reports", x: x, y: y, look)
        }
        y += 1
        let shown = troubles.count > lines ? lines - 1 : troubles.count
        for trouble in troubles.prefix(shown) {
            drawing.canvas[area.x, y] = Cell(trouble.mark.glyph, Style(trouble.mark.role, on: trouble.mark.role, .bold))
            drawTrouble(&drawing, trouble, x: area.x + 2, y: y, maxX: area.maxX)
            drawing.claim(Rect(x: area.x, y: y, width: area.width, height: 1), .select(trouble.place))
            y += 1
        }
        if shown < troubles.count {
            drawing.canvas.put("and \(troubles.count - shown) more", x: area.x + 2, y: y, .dim)
            y += 1
        }
        y += 1
    }

    private func drawTrouble(_ drawing: inout Drawing, _ trouble: Trouble, x: Int, y: Int, maxX: Int) {
        let path: String
        switch trouble.place {
        case .rack(let rack): path = topology.racks[rack].name
        case .tray(let tray): path = topology.path(tray: tray)
        case .gpu(let gpu): path = topology.path(gpu: gpu)
        default: path = topology.hall
        }
        var words = trouble.mark.word
        if let xid = trouble.xid { words = trouble.mark == .fault ? "XID \(xid)" : words + " XID \(xid)" }
        drawing.canvas.put(path, x: x, y: y, limit: 11)
        let age = scene.since(trouble).map { Figures.age(snapshot.moment - $0) } ?? ""
        let limit = maxX - x - (age.isEmpty ? 12 : 13 + age.count)
        if trouble.count > 1 {
            let counted = words + " " + trouble.extent
            words = counted.count <= limit ? counted : words + " \(trouble.count)"
        }
        drawing.canvas.put(words, x: x + 12, y: y, .dim, limit: limit)
        drawing.canvas.put(age, endingAt: maxX, y: y, .dim)
    }

    private func drawSelected(_ drawing: inout Drawing, _ area: Rect, _ y: inout Int) {
        guard !topology.racks.isEmpty else { return }
        let rack = state.selection.rack
        let place = Place.rack(rack)
        var x = drawing.canvas.put("SELECTED ", x: area.x, y: y, Style(.title, on: .background, .bold))
        x = drawing.canvas.put(topology.racks[rack].name, x: x, y: y, Style(.selection, on: .selection, .bold)) + 1
        let job = Sentence(source: source).job(topology.racks[rack].gpus).map { $0 + " · " } ?? ""
        drawing.canvas.put(job + Reporting(snapshot, place).words, x: x, y: y, .dim, limit: area.maxX - x)
        y += 1
        drawFigures(&drawing, place, area, &y)
        y += 1
    }

    /// A histogram of the layer over all GPUs that the filter means and whose state counts.
    private func drawSpread(_ drawing: inout Drawing, _ area: Rect, _ top: Int) {
        let height = min(6, area.maxY - top - 2)
        guard height >= 3, let definition = source.definition, let ends = source.ends else { return }
        let isGPU = definition.entity == .gpu
        drawing.canvas.put(
            "\(source.name), \(isGPU ? "GPUs" : "hosts")", x: area.x, y: top, Style(.title, on: .background, .bold),
            limit: area.width)
        var shares: [Double] = []
        for index in 0..<(isGPU ? topology.gpuCount : topology.trays.count)
        where isGPU ? source.isMeant(gpu: index) : source.isMeant(tray: index) {
            let share = source.share(Double(isGPU ? source.value(gpu: index) : source.value(tray: index)))
            if share.isFinite { shares.append(share) }
        }
        let plot = Rect(x: area.x, y: top + 1, width: area.width, height: height)
        if shares.isEmpty {
            let words = source.isBlind ? "no page exports it" : "no value known"
            drawing.canvas.put(words, x: area.x, y: top + 1, .dim, limit: area.width)
        }
        let isPlain = source.peers == nil
        Histogram(shares: shares, low: ends.low, high: ends.high).draw(&drawing, in: plot) { share in
            isPlain ? .heat(UInt8(max(0.3, share) * 255)) : source.ink(share: share)
        }
    }
}
