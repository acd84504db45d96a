// Roll-ups up the topology, once per closed slot (unsafe: borrowed flags). Only what counts is counted.

import Facility
import Telemetry

extension Store {
    func foldRollUps(_ frame: SlotFrame, slot: Int) {
        let gpuCounts = gpus.states.map(\.counts)
        let trayCounts = trayStates.map(\.counts)
        gpuCounts.withUnsafeBufferPointer { gpuCounts in
            trayCounts.withUnsafeBufferPointer { trayCounts in
                guard let gpuCounts = gpuCounts.baseAddress, let trayCounts = trayCounts.baseAddress else { return }
                fold.fold(frame, topology, gpuCounts: gpuCounts, trayCounts: trayCounts)
                feedLevels(frame, slot, gpuCounts)
            }
        }
        let hall = fold.places - 1
        self.hall.append(
            HallSlot(slot: slot, rollUps: layout.columns.indices.map { fold.rollUp(column: $0, place: hall) }))
        if self.hall.count > Self.hallSlots { self.hall.removeFirst(self.hall.count - Self.hallSlots) }
    }

    /// Folds the newest slot anew, for another topology; the longer steps have it already.
    func refold(_ frame: SlotFrame) {
        let gpuCounts = gpus.states.map(\.counts)
        let trayCounts = trayStates.map(\.counts)
        gpuCounts.withUnsafeBufferPointer { gpuCounts in
            trayCounts.withUnsafeBufferPointer { trayCounts in
                guard let gpuCounts = gpuCounts.baseAddress, let trayCounts = trayCounts.baseAddress else { return }
                fold.fold(frame, topology, gpuCounts: gpuCounts, trayCounts: trayCounts)
            }
        }
    }

    /// A slot enters the finest level; each level that ends a step enters the next.
    private func feedLevels(_ frame: SlotFrame, _ slot: Int, _ gpuCounts: UnsafePointer<Bool>) {
        guard let finest = levels.first else { return }
        guard finest.add(slot: slot, fold, addGPUs: { $0.add(frame, layout, gpuCounts: gpuCounts) }) else { return }
        var slot = slot
        for (index, level) in levels.enumerated() {
            level.close(slot: slot)
            slot /= level.slotsPerStep
            var isLast = true
            if index + 1 < levels.count {
                isLast = !levels[index + 1].add(slot: slot, level.places, addGPUs: { $0.merge(level.gpus) })
            }
            level.clear()
            if isLast { break }
        }
    }

    func trayState(_ tray: Int) -> EntityState {
        if let planned = planned(tray) { return planned }
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

    private var past: Past {
        var past = Past(raw: raw.history, levels: levels.map(\.ring.history))
        past.raw.epochs = epochs
        for index in past.levels.indices { past.levels[index].epochs = epochs }
        return past
    }

    func makeSnapshot() -> Snapshot {
        Snapshot(
            topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, slot: closed,
            moment: end(of: closed),
            layout: layout, past: past, lastValues: lastValues, lastSlots: lastSlots, gpus: gpus,
            trayStates: trayStates, rollUps: fold.all, quantiles: fold.quantiles,
            states: countStates(),
            hall: hall,
            targets: records.map(\.status), pages: records.map(\.newest), trayTargets: trayTargets, events: events,
            statistics: statistics, exported: exported, attributes: attributes)
    }
}
