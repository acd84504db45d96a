// Values of many places over time, folded into the columns of a screen. Silence is kept apart from low values.

import Facility
import Storage
import Telemetry

/// The numbers behind the timeline view.
struct TimelineGrid: Sendable {
    /// What decides a grid besides its snapshot and filter.
    struct Question: Hashable, Sendable {
        let metric: MetricID?
        let level: Level
        /// The rack whose trays or GPUs are shown.
        let rack: Int
        let slotsPerColumn: Int?
        let byDeviation: Bool
        let againstPeers: Bool

        init(_ state: ConsoleState, _ layer: HeatMetric) {
            if case .metric(let id) = layer { metric = id } else { metric = nil }
            level = state.levels[.timeline] ?? .rack
            rack = level == .rack ? 0 : state.selection.rack
            slotsPerColumn = state.slotsPerColumn
            byDeviation = state.lists[.timeline]?.sortColumn != nil
            againstPeers = state.againstPeers
        }
    }

    static let columnLimit = 400
    /// Columns that fit on nearly every screen beside the names.
    static let usualColumns = 100
    /// Slots that are read one by one for many places at once; longer times come in steps that are folded already.
    static let slotLimit = 150
    static let foldedMs: Int64 = 10_000
    /// What a live hall keeps every slot of.
    static let keptMs: Int64 = 3_600_000
    /// What a day is drawn from, in steps that a live hall keeps for a day.
    static let minuteMs: Int64 = 60_000, dayMs: Int64 = 86_400_000

    /// Lengths of a column that the zoom steps through.
    static let slotSteps = [1, 2, 5, 10, 30, 60, 300, 600]

    let slotsPerColumn: Int
    let lines: [TimelineLine]
    let metric: MetricID?
    /// What the next moment may take over; nil where steps that are folded already are shown.
    let held: TimelineSlots?

    /// - Parameter previous: the grid of an earlier moment, whatever it showed.
    init(_ scene: Scene, _ question: Question, matches: FilterMatches?, previous: TimelineGrid? = nil) {
        let snapshot = scene.snapshot, topology = snapshot.topology
        metric = question.metric
        slotsPerColumn = question.slotsPerColumn ?? Self.fittingSlots(snapshot, columns: Self.usualColumns)
        var places = Self.places(question, topology)
        if let matches { places.removeAll { !matches.contains($0, in: topology) } }
        let metric = question.metric ?? HeatMetric.activity(of: snapshot)
        let slots = slotsPerColumn
        var held: TimelineSlots?
        var lines = Self.lines(snapshot, metric, places, slots, previous?.held, &held)
        self.held = held
        if question.againstPeers { TimelinePeers.compare(&lines, snapshot, metric) }
        if question.byDeviation {
            let peers = PeerDeviations(snapshot, metric: metric)
            for index in lines.indices {
                let gpus = topology.gpus(of: places[index])
                lines[index].deviation = gpus.lazy.map { abs(peers.deviation($0)) }.filter { !$0.isNaN }.max() ?? -1
                if lines[index].isSilent.last == true { lines[index].deviation = 100 }
            }
            lines = lines.enumerated().sorted { ($1.element.deviation, $0.offset) < ($0.element.deviation, $1.offset) }
                .map(\.element)
        }
        self.lines = lines
    }

    private static func places(_ question: Question, _ topology: Topology) -> [Place] {
        guard !topology.racks.isEmpty else { return [] }
        let rack = topology.racks[min(max(0, question.rack), topology.racks.count - 1)]
        switch question.level {
        case .gpu: return rack.gpus.isEmpty ? rack.trays.map { .tray($0) } : rack.gpus.map { .gpu($0) }
        // Top first, as in the rack.
        case .tray: return rack.trays.reversed().map { .tray($0) }
        case .rack, .row, .hall: return topology.racks.indices.map { .rack($0) }
        }
    }

    /// The shortest column with which what is kept fits; where that is more than the last minutes, one that holds whole steps, so that a
    /// beginning is not off the screen.
    static func fittingSlots(_ snapshot: Snapshot, columns: Int) -> Int {
        let last = slotSteps[slotSteps.count - 1]
        guard snapshot.slotsKept > slotLimit, snapshot.stepMs < foldedMs else {
            let shown = kept(snapshot, slotsPerColumn: 1)
            return slotSteps.first { $0 * max(columns, slotLimit) >= shown } ?? last
        }
        return slotSteps.first { Int64($0) * snapshot.stepMs >= foldedMs } ?? last
    }

    /// Slots that columns of this length show: an hour where they hold whole steps, a day where they hold minutes, else the last minutes.
    private static func kept(_ snapshot: Snapshot, slotsPerColumn: Int, isFolded: Bool = true) -> Int {
        let columnMs = Int64(slotsPerColumn) * snapshot.stepMs, step = max(1, snapshot.stepMs)
        if isFolded, columnMs >= minuteMs * 5 { return max(1, min(Int(dayMs / step), snapshot.slotsFolded)) }
        // A rack's trays or GPUs are few enough to be read slot by slot.
        let limit = columnMs >= foldedMs || !isFolded ? Int(keptMs / step) : slotLimit
        return max(1, min(limit, snapshot.slotsKept))
    }

    /// One line per place, each column the mean of what counted then, or the greatest where a mean means nothing.
    private static func lines(
        _ snapshot: Snapshot, _ metric: MetricID, _ places: [Place], _ slots: Int, _ previous: TimelineSlots?,
        _ held: inout TimelineSlots?
    ) -> [TimelineLine] {
        let isFolded = places.allSatisfy { if case .rack = $0 { true } else { false } }
        let kept = kept(snapshot, slotsPerColumn: slots, isFolded: isFolded)
        let columns = min(columnLimit, (kept + slots - 1) / slots)
        let grid = TimeGrid(
            end: snapshot.moment, spanMs: Int64(columns * slots) * snapshot.stepMs, columns: columns)
        let reduction = Reduction(of: snapshot.catalogue[metric])
        let watched = snapshot.watched(over: grid)
        if Int64(slots) * snapshot.stepMs < foldedMs, columns * slots <= slotLimit * 2 {
            held = TimelineSlots(snapshot, metric, places, slots: columns * slots, previous: previous)
        }
        let rows = held?.columns(of: slots) ?? snapshot.timeline(metric, places, over: grid)
        return zip(places, rows).map { place, cells in
            var line = TimelineLine(places: [place], values: [], isSilent: [])
            // Silent since before the window is silent all the same.
            var spoke = cells.first?.count == 0 && spokeBefore(snapshot, metric, place, grid)
            for (column, cell) in cells.enumerated() {
                let isKnown = cell.count > 0
                line.values.append(Float(reduction(cell)))
                line.isSilent.append(spoke && !isKnown && watched[column])
                line.isWatched.append(watched[column])
                if isKnown { spoke = true }
            }
            return line
        }
    }

    private static func spokeBefore(_ snapshot: Snapshot, _ metric: MetricID, _ place: Place, _ grid: TimeGrid) -> Bool
    {
        let isOfGPUs = snapshot.catalogue[metric].entity == .gpu
        return snapshot.topology.gpus(of: place).contains { gpu in
            let entity = isOfGPUs ? gpu : Int(snapshot.topology.trayOfGPU[gpu])
            return snapshot.lastKnown(metric, entity).map { $0.ageMs >= grid.spanMs } ?? false
        }
    }

    /// The lines folded so that at most `count` are left; those of one fold are neighbours.
    func folded(to count: Int) -> (lines: [TimelineLine], perLine: Int) {
        let per = max(1, (lines.count + max(1, count) - 1) / max(1, count))
        guard per > 1 else { return (lines, 1) }
        let folded = stride(from: 0, to: lines.count, by: per).map { start in
            Self.merge(Array(lines[start..<min(start + per, lines.count)]))
        }
        return (folded, per)
    }

    private static func merge(_ lines: [TimelineLine]) -> TimelineLine {
        var result = TimelineLine(places: lines.flatMap(\.places), values: [], isSilent: [])
        for column in lines[0].values.indices {
            let known = lines.compactMap { $0.values[column].isNaN ? nil : $0.values[column] }
            result.values.append(known.isEmpty ? .nan : known.reduce(0, +) / Float(known.count))
            // A silence among others is never averaged away.
            result.isSilent.append(lines.contains { $0.isSilent[column] })
            result.isWatched.append(lines[0].isWatched[column])
            // Nor is who is far from his peers among some who are not.
            let far = lines.compactMap { column < $0.deviations.count ? $0.deviations[column] : nil }
            if !far.isEmpty { result.deviations.append(far.filter { !$0.isNaN }.max { abs($0) < abs($1) } ?? .nan) }
        }
        return result
    }
}
