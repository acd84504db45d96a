// Room for metrics that a page carries for the first time: frames grow at their end, nothing moves (unsafe copies).

import Telemetry

extension Store {
    /// Makes sure that every metric of the table has its column. Rare: once per kind of page.
    func makeRoom(for table: SeriesTable) {
        var wanted = Set<Int>()
        for series in table.series {
            if let metric = series.metric, !layout.holds(metric) { wanted.insert(metric.index) }
        }
        guard !wanted.isEmpty, layout.add(wanted, catalogue) else { return }
        open = open.mapValues { grown($0, SlotFrame.untouched) }
        lastValues = grown(lastValues, Absence.missing.float)
        lastSlots = grown(lastSlots, -1)
    }

    private func grown(_ frame: SlotFrame, _ fill: Float) -> SlotFrame {
        let result = SlotFrame(count: layout.count)
        result.fill(fill)
        result.copy(frame)
        return result
    }
}
