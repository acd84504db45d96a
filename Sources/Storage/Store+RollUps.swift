// Roll-ups up the topology, once per closed slot, over contiguous ranges. Only what counts is counted.

import Facility
import Telemetry

extension Store {
    func foldRollUps(_ frame: SlotFrame, slot: Int) {
        let metrics = catalogue.metrics.count
        let racks = topology.racks.count, rows = topology.rows.count
        let stride = racks + rows + 1
        var folded = [RollUp](repeating: RollUp(), count: metrics * stride)
        let gpuCounts = gpus.states.map(\.counts)
        let trayCounts = topology.trays.indices.map { trayState($0).counts }
        for index in 0..<metrics where layout.holds(MetricID(index)) {
            let isGPU = catalogue.metrics[index].entity == .gpu
            let start = layout.start(MetricID(index))
            for rack in 0..<racks {
                var rollUp = RollUp()
                if isGPU {
                    for gpu in topology.racks[rack].gpus where gpuCounts[gpu] { rollUp.add(frame.base[start + gpu]) }
                } else {
                    for tray in topology.racks[rack].trays where trayCounts[tray] {
                        rollUp.add(frame.base[start + tray])
                    }
                }
                folded[index * stride + rack] = rollUp
                folded[index * stride + racks + topology.racks[rack].row].merge(rollUp)
                folded[index * stride + racks + rows].merge(rollUp)
            }
        }
        rollUps = folded
        hall.append(HallSlot(slot: slot, rollUps: (0..<metrics).map { folded[$0 * stride + stride - 1] }))
        if hall.count > Self.hallSlots { hall.removeFirst(hall.count - Self.hallSlots) }
    }

    func trayState(_ tray: Int) -> EntityState {
        let target =
            gpuTarget[tray] >= 0
            ? gpuTarget[tray] : hostTarget[tray] >= 0 ? hostTarget[tray] : trayTargets[tray].first ?? -1
        return target >= 0 ? records[target].status.state : .neverSeen
    }

    func countStates() -> [StateCounts] {
        let racks = topology.racks.count, rows = topology.rows.count
        var counts = [StateCounts](repeating: StateCounts(), count: racks + rows + 1)
        for rack in 0..<racks {
            for gpu in topology.racks[rack].gpus { counts[rack].add(gpus.states[gpu]) }
            counts[racks + topology.racks[rack].row].merge(counts[rack])
            counts[racks + rows].merge(counts[rack])
        }
        return counts
    }

    func makeSnapshot() -> Snapshot {
        let values = takeFrame(), slots = takeFrame()
        values.copy(lastValues)
        slots.copy(lastSlots)
        retired.append((values, slots))
        if retired.count > 6 {
            let old = retired.removeFirst()
            spare.insert(contentsOf: [old.0, old.1], at: 0)
        }
        return Snapshot(
            topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, slot: closed,
            moment: end(of: closed),
            layout: layout, frames: frames, lastValues: values, lastSlots: slots, gpus: gpus,
            trayStates: topology.trays.indices.map { trayState($0) }, rollUps: rollUps, states: countStates(),
            hall: hall,
            targets: records.map(\.status), pages: records.map(\.newest), trayTargets: trayTargets, events: events,
            statistics: statistics, exported: exported)
    }
}
