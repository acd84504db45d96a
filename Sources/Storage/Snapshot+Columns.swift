// How the rings fill the columns of a timeline (unsafe inside: room for the values of a rack).

import Facility
import Telemetry

extension Snapshot {
    /// Every slot of a place, one column per slot or longer.
    func raw(_ metric: MetricID, _ place: Place, _ grid: TimeGrid) -> [RollUp] {
        var cells = [RollUp](repeating: RollUp(), count: grid.columns)
        addRaw(metric, place, from: grid.start, grid, &cells)
        return cells
    }

    /// Adds a place's slots from a moment on. A place of many counts only those whose state counted; one GPU or tray shows all it said.
    func addRaw(_ metric: MetricID, _ place: Place, from: Timestamp, _ grid: TimeGrid, _ cells: inout [RollUp]) {
        let content = content(metric), past = past.raw, identifier = UInt16(metric.index)
        let slots = slots(of: past, from, grid.end)
        guard !slots.isEmpty, catalogue.metrics.indices.contains(metric.index) else { return }
        let columns = slots.map { grid.column(endingAt: past.start + Int64($0 + 1) * Int64(past.stepMs)) }
        let range = entities(metric, place)
        guard range.count > 1 else {
            for entity in range {
                let values = past.series(content, identifier, entity, slots)
                for (column, value) in zip(columns, values) where value == value {
                    if let column { cells[column].add(value) }
                }
            }
            return
        }
        for first in stride(from: range.lowerBound, to: range.upperBound, by: Self.foldedAtOnce) {
            let some = first..<min(range.upperBound, first + Self.foldedAtOnce)
            withUnsafeTemporaryAllocation(of: Float.self, capacity: 2 * some.count * slots.count) { buffer in
                let values = buffer.baseAddress!, states = values + some.count * slots.count
                past.series(content, identifier, some, slots, into: values)
                past.series(content, TrackColumn.states, some, slots, into: states)
                for entity in 0..<some.count {
                    let row = entity * slots.count
                    for (index, column) in columns.enumerated() {
                        let value = values[row + index]
                        guard let column, value == value, Self.counts(states[row + index]) else { continue }
                        cells[column].add(value)
                    }
                }
            }
        }
    }

    /// Entities of a place that are read together: those of a rack or so, however many slots.
    private static let foldedAtOnce = 72

    /// Adds what a level keeps of a place between two moments.
    func add(
        _ level: TrackHistory, _ metric: MetricID, _ place: Place, from: Timestamp, to: Timestamp, _ grid: TimeGrid,
        _ cells: inout [RollUp]
    ) {
        if let replay = level.replay {
            let steps = replay.steps(
                metric, place, slots: level.replayedSlots, after: from, upTo: min(to, moment, level.end))
            return add(steps, catalogue[metric].declaredPrecision, grid, &cells)
        }
        let slots = slots(of: level, from, to)
        guard !slots.isEmpty else { return }
        func figures(_ content: TrackGroup.Content, _ stat: RollUpStat, _ entity: Int) -> [Float] {
            level.series(content, stat.identifier(metric.index), entity, slots)
        }
        func fill(_ content: TrackGroup.Content, _ entity: Int, one: Bool) {
            let means = figures(content, .mean, entity), tops = figures(content, .max, entity)
            let least = one ? means : figures(content, .min, entity)
            let counts = one ? [] : figures(content, .count, entity)
            for (index, slot) in slots.enumerated() where means[index] == means[index] {
                let step = RollUp(
                    count: one ? 1 : Int(counts[index]), min: least[index], max: tops[index], mean: means[index])
                for column in columns(of: slot, level, grid) { cells[column].merge(step) }
            }
        }
        switch place {
        case .rack(let rack): fill(.places, rack, one: false)
        case .row(let row): fill(.places, topology.racks.count + row, one: false)
        case .hall: fill(.places, topology.racks.count + topology.rows.count, one: false)
        case .tray, .gpu:
            guard GPUFold.metrics.contains(metric) else { return }
            for gpu in entities(metric, place) { fill(.gpuRollUps, gpu, one: true) }
        }
    }

    /// Adds steps of a recording, rounded as a ring keeps them.
    private func add(
        _ steps: [(from: Timestamp, to: Timestamp, rollUp: RollUp)], _ precision: Precision, _ grid: TimeGrid,
        _ cells: inout [RollUp]
    ) {
        for (from, to, step) in steps where step.count > 0 {
            let rounded = RollUp(
                count: step.count, min: step.min, max: step.max, mean: precision.rounded(Float(step.mean)))
            for column in grid.columns(ofStepFrom: from, to: to) { cells[column].merge(rounded) }
        }
    }

    private func columns(of slot: Int, _ level: TrackHistory, _ grid: TimeGrid) -> Range<Int> {
        let from = level.start + Int64(slot) * Int64(level.stepMs)
        return grid.columns(ofStepFrom: from, to: from + Int64(level.stepMs))
    }

    /// The hall's slots of the last hour are at hand; what lies before comes in longer steps.
    func hallTimeline(_ metric: MetricID, _ grid: TimeGrid) -> [RollUp] {
        var cells = [RollUp](repeating: RollUp(), count: grid.columns)
        let position = layout.position(metric)
        guard position >= 0 else { return cells }
        let from = addSteps(metric, grid, &cells)
        for entry in hall where position < entry.rollUps.count {
            let end = start + Int64(entry.slot + 1) * stepMs
            guard end > from, let column = grid.column(endingAt: end) else { continue }
            cells[column].merge(entry.rollUps[position])
        }
        guard let replay else { return cells }
        for (end, rollUp) in replay.hall(metric, after: grid.start) {
            if let column = grid.column(endingAt: end) { cells[column].merge(rollUp) }
        }
        return cells
    }

    /// The hall's longer steps, from coarse to fine, up to where its single slots are at hand.
    ///
    /// - Returns: where they end.
    private func addSteps(_ metric: MetricID, _ grid: TimeGrid, _ cells: inout [RollUp]) -> Timestamp {
        let oldest = hall.first.map { start + Int64($0.slot) * stepMs } ?? moment
        var from = grid.start
        guard replay == nil else { return from }
        for (index, level) in past.levels.enumerated().reversed() where from < oldest && level.newest >= 0 {
            let end = level.handover(at: index > 0 ? min(oldest, past.levels[index - 1].beginning) : oldest)
            guard end > from else { continue }
            add(level, metric, .hall, from: from, to: end, grid, &cells)
            from = end
        }
        return from
    }

    /// A stored state, back as one that counts or does not.
    @inline(__always)
    static func counts(_ state: Float) -> Bool {
        state == Float(EntityState.fresh.rawValue) || state == Float(EntityState.unexpected.rawValue)
    }

    /// The kept slots that end after `from` and not after `to`, nor after the snapshot's moment.
    private func slots(of past: TrackHistory, _ from: Timestamp, _ to: Timestamp) -> Range<Int> {
        let first = max(past.oldest, past.slot(endingAt: from) + 1)
        let end = min(past.newest, past.slot(endingAt: min(to, moment)))
        return first..<max(first, end + 1)
    }
}
