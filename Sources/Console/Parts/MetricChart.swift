// The chart of one metric at one place: scale, unit, events and span filled in from a scene.

import Facility
import Screen
import Storage
import Telemetry

/// Makes line charts of what is kept.
enum MetricChart {
    /// Ten minutes at a second: what a chart's width can show.
    static let slotLimit = 600

    /// Title line and chart; `slots` values at most.
    ///
    /// - Parameter beside: a place whose mean is a second line, named in the title.
    static func draw(
        _ drawing: inout Drawing, _ scene: Scene, _ metric: MetricID, _ place: Place, _ role: Role, in area: Rect,
        now: (String, Style)? = nil, beside: Place? = nil
    ) {
        guard area.height >= 2 else { return }
        let snapshot = scene.snapshot, definition = snapshot.catalogue[metric]
        let bold = Style(.title, on: .background, .bold)
        var x = drawing.canvas.put(definition.title, x: area.x, y: area.y, bold, limit: area.width) + 1
        if let now { x = drawing.canvas.put(now.0, x: x, y: area.y, now.1, limit: max(0, area.maxX - x)) }
        var chart = chart(scene, metric, place, role)
        if let beside, definition.averages, definition.entity == .gpu {
            let other: Role = role == .chart ? .chartAlternate : .chart
            let values = snapshot.history(metric, beside, slots: max(1, min(slotLimit, snapshot.slotsKept)))
            chart.series.append(.init(values: values, role: other))
            if let mean = values.last, mean.isFinite {
                let name = Sentence.name(beside, snapshot.topology)
                let words = "  mean of \(name) \(Figures.value(Double(mean), definition.unit))"
                drawing.canvas.put(words, x: x, y: area.y, Style(other), limit: max(0, area.maxX - x))
            }
        }
        chart.draw(
            &drawing, in: Rect(x: area.x, y: area.y + 1, width: area.width, height: area.height - 1))
    }

    static func chart(_ scene: Scene, _ metric: MetricID, _ place: Place, _ role: Role) -> LineChart {
        let snapshot = scene.snapshot, definition = snapshot.catalogue[metric]
        let slots = max(1, min(slotLimit, snapshot.slotsKept))
        var chart = LineChart(
            series: [.init(values: snapshot.history(metric, place, slots: slots), role: role)],
            low: definition.range.lowerBound, high: definition.range.upperBound)
        chart.lowWords = Figures.value(definition.range.lowerBound, definition.unit)
        chart.highWords = Figures.value(definition.range.upperBound, definition.unit)
        chart.spanWords = "-" + Figures.age(Int64(slots) * snapshot.stepMs)
        chart.events = events(scene, place)
        return chart
    }

    /// Events at the place and at what it stands in.
    static func events(_ scene: Scene, _ place: Place) -> [LineChart.Event] {
        let snapshot = scene.snapshot
        var places: Set<Place> = [place]
        if case .gpu(let gpu) = place { places.insert(.tray(Int(snapshot.topology.trayOfGPU[gpu]))) }
        return snapshot.events.suffix(500).filter { places.contains($0.place) }.map { event in
            let look = EventWords.look(event)
            return LineChart.Event(
                ago: Int((snapshot.moment - event.time) / max(1, snapshot.stepMs)), glyph: look.glyph, role: look.role)
        }
    }
}
