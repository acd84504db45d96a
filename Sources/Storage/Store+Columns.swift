// Room for metrics that a page carries for the first time: frames grow at their end, nothing moves (unsafe copies).

import Telemetry

extension Store {
    /// Makes sure that every metric of the table has its column. Rare: once per kind of page.
    func makeRoom(for table: SeriesTable) {
        var wanted = Set<Int>()
        table.series.forEachFed { _, _, metric in
            if !layout.holds(metric) { wanted.insert(metric.index) }
        }
        guard !wanted.isEmpty else { return }
        catchUp()
        guard layout.add(wanted, catalogue) else { return }
        open.replace { grown($0, SlotFrame.untouched) }
        lastValues = grown(lastValues, Absence.missing.float)
        lastSlots = grown(lastSlots, 0)
        shapeRings()
    }

    /// Before columns or entities change: see `TrackRing.catchUp`.
    func catchUp() {
        raw.catchUp()
        for level in levels { level.ring.catchUp() }
    }

    /// Tells the rings what their frames hold from now on.
    func shapeRings() {
        raw.shape(groups, epoch: epoch)
        fold.shape(layout, catalogue)
        for level in levels { level.shape(topology, layout, catalogue, epoch: epoch) }
    }

    private var groups: [TrackGroup] {
        func columns(_ isGPU: Bool, _ states: Int) -> [TrackColumn] {
            [TrackColumn(identifier: TrackColumn.states, start: states, precision: .step(1))]
                + layout.columns.filter { $0.isGPU == isGPU }.map {
                    TrackColumn(
                        identifier: UInt16($0.metric.index), start: $0.start, precision: precision($0.metric))
                }
        }
        return [
            TrackGroup(
                content: .gpus, columns: columns(true, layout.gpuStates),
                chunks: topology.racks.map(\.gpus).filter { !$0.isEmpty }),
            TrackGroup(
                content: .trays, columns: columns(false, layout.trayStates),
                chunks: topology.racks.map(\.trays).filter { !$0.isEmpty }),
        ]
    }

    private func precision(_ metric: MetricID) -> Precision {
        retention.isExact ? .exact : catalogue[metric].declaredPrecision
    }

    private func grown(_ frame: SlotFrame, _ fill: Float) -> SlotFrame {
        let result = SlotFrame(count: layout.count)
        result.fill(fill)
        result.copy(frame)
        return result
    }
}
