// Windows of time out of a snapshot's past: one series, or many places in columns. The snapshot's slot is where time ends.

import Facility
import Telemetry

extension Snapshot {
    /// The newest `slots` values of one GPU or tray, oldest first, NaN where none held.
    public func history(_ metric: MetricID, _ entity: Int, slots: Int) -> [Float] {
        guard slots > 0, catalogue.metrics.indices.contains(metric.index) else { return [] }
        return past.raw.series(
            content(metric), UInt16(metric.index), entity, slot + 1 - slots..<slot + 1)
    }

    /// The same for a place: the mean per slot, or the greatest where a mean means nothing.
    public func history(_ metric: MetricID, _ place: Place, slots: Int) -> [Float] {
        let from = moment - Int64(max(0, slots)) * stepMs
        return window(metric, place, from: from, to: moment, windowStepMs: stepMs, Reduction(of: catalogue[metric])).map
        {
            $0.value.isNaN ? Absence.missing.float : Float($0.value)
        }
    }

    /// The hall over the last `spanMs`, folded into `columns`, oldest first; empty where nothing was kept.
    public func hallHistory(_ metric: MetricID, columns: Int, spanMs: Int64) -> [RollUp] {
        timeline(metric, .hall, over: TimeGrid(end: moment, spanMs: spanMs, columns: columns))
    }

    /// One place's values, folded into columns of time: count, extremes and mean of what was there.
    ///
    /// Racks, rows and the hall come from the longest step that fits into a column (10 s, 1 min), the newest seconds and finer columns
    /// from every slot; only what counted then is counted. GPUs and trays come from every slot while it is kept, then, for six
    /// metrics, from the longer steps' means and greatest values.
    public func timeline(_ metric: MetricID, _ place: Place, over grid: TimeGrid) -> [RollUp] {
        var cells = [RollUp](repeating: RollUp(), count: max(0, grid.columns))
        guard grid.columns > 0, grid.spanMs > 0, catalogue.metrics.indices.contains(metric.index) else { return cells }
        var from = grid.start
        let isFolded = if case .rack = place { true } else if case .row = place { true } else { false }
        if case .hall = place { return hallTimeline(metric, grid) }
        // From coarse to fine: each level gives what the finer ones no longer have, or may as well give.
        for (index, level) in past.levels.enumerated().reversed() {
            let isEnough = isFolded && Int64(level.stepMs) <= grid.columnMs
            guard !level.isEmpty, isEnough || !isKept(from, finerThan: index) else { continue }
            let end = end(of: level, index, standsIn: !isEnough, grid)
            guard end > from else { continue }
            add(level, metric, place, from: from, to: end, grid, &cells)
            from = end
        }
        if from < grid.end { addRaw(metric, place, from: from, grid, &cells) }
        return cells
    }

    /// Many places over the same time: rows of a timeline.
    public func timeline(_ metric: MetricID, _ places: [Place], over grid: TimeGrid) -> [[RollUp]] {
        places.map { timeline(metric, $0, over: grid) }
    }

    /// Number of the inventory that places are counted by: the same place may have another number in another.
    public var epoch: UInt32 { past.raw.epoch }

    func content(_ metric: MetricID) -> TrackGroup.Content { catalogue[metric].entity == .gpu ? .gpus : .trays }

    /// Whether every slot, or a level finer than this one, still reaches back to a moment.
    private func isKept(_ moment: Timestamp, finerThan index: Int) -> Bool {
        let finer = past.levels[..<index].filter { !$0.isEmpty }
        // A recording has every slot of what it has steps of.
        return past.raw.joint != nil || past.raw.beginning <= moment || finer.contains { $0.beginning <= moment }
    }

    /// Where a level hands over to the finer ones: its own end, or, if it only stands in, where they begin.
    private func end(of level: TrackHistory, _ index: Int, standsIn: Bool, _ grid: TimeGrid) -> Timestamp {
        guard standsIn else { return min(grid.end, level.end) }
        let finer = index > 0 ? past.levels[index - 1] : past.raw
        return level.handover(at: min(grid.end, finer.beginning))
    }
}
