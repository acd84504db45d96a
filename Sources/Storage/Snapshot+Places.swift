// Roll-ups and state counts of places in a snapshot.

import Facility
import Telemetry

extension Snapshot {
    /// Count, extremes and sum of what counts at a place.
    public func rollUp(_ metric: MetricID, _ place: Place) -> RollUp {
        let racks = topology.racks.count, rows = topology.rows.count
        func stored(_ index: Int) -> RollUp {
            let offset = layout.position(metric) * (racks + rows + 1) + index
            return rollUps.indices.contains(offset) ? rollUps[offset] : RollUp()
        }
        switch place {
        case .hall: return stored(racks + rows)
        case .row(let row): return stored(racks + row)
        case .rack(let rack): return stored(rack)
        case .tray, .gpu:
            var rollUp = RollUp()
            for entity in entities(metric, place) where counts(metric, entity) { rollUp.add(value(metric, entity)) }
            return rollUp
        }
    }

    /// Median and 95th percentile of what counts at a place; NaN if nothing does.
    ///
    /// Racks, rows and the hall: from the metric's histogram, right to a 64th of its range. Trays and GPUs: exact.
    public func quantiles(_ metric: MetricID, _ place: Place) -> (p50: Float, p95: Float) {
        let racks = topology.racks.count, rows = topology.rows.count
        let index: Int
        switch place {
        case .hall: index = racks + rows
        case .row(let row): index = racks + row
        case .rack(let rack): index = rack
        case .tray, .gpu:
            let values = entities(metric, place).filter { counts(metric, $0) }.map { value(metric, $0) }
            let sorted = values.filter { $0 == $0 }.sorted()
            guard !sorted.isEmpty else { return (.nan, .nan) }
            return (sorted[(sorted.count - 1) / 2], sorted[(sorted.count * 19 + 19) / 20 - 1])
        }
        let offset = layout.position(metric) * (racks + rows + 1) + index
        return quantiles.indices.contains(offset) ? (quantiles[offset].x, quantiles[offset].y) : (.nan, .nan)
    }

    /// The worst state at a place, and the first GPU that has it; nil without GPUs.
    public func worst(_ place: Place) -> (state: EntityState, gpu: Int)? {
        var worst: (state: EntityState, gpu: Int)?
        for gpu in gpuRange(place) {
            let state = gpuState(gpu)
            if worst == nil || state.severity > worst!.state.severity { worst = (state, gpu) }
        }
        return worst
    }

    /// Whether a GPU that ought to be there was never on its host's page, although that page has come three times with others on it: it was
    /// lost before anyone looked. Its state says only that nobody has seen it.
    public func isMissing(gpu: Int) -> Bool {
        guard gpuState(gpu) == .neverSeen else { return false }
        let tray = Int(topology.trayOfGPU[gpu])
        return topology.trays[tray].gpus.contains { gpuState($0).counts }
            && targets(ofTray: tray).contains {
                targets[$0].state.counts && targets[$0].scrapes >= 3
            }
    }

    /// GPUs per state at a place.
    public func states(_ place: Place) -> StateCounts {
        let racks = topology.racks.count
        switch place {
        case .hall: return states.last ?? StateCounts()
        case .row(let row): return states.isEmpty ? StateCounts() : states[racks + row]
        case .rack(let rack): return states.isEmpty ? StateCounts() : states[rack]
        case .tray, .gpu:
            var counts = StateCounts()
            for gpu in gpuRange(place) { counts.add(gpuState(gpu)) }
            return counts
        }
    }

    func counts(_ metric: MetricID, _ entity: Int) -> Bool {
        catalogue[metric].entity == .gpu ? gpuState(entity).counts : trayState(entity).counts
    }

    func gpuRange(_ place: Place) -> Range<Int> {
        switch place {
        case .hall: 0..<topology.gpuCount
        case .row(let row): topology.rows[row].gpus
        case .rack(let rack): topology.racks[rack].gpus
        case .tray(let tray): topology.trays[tray].gpus
        case .gpu(let gpu): gpu..<gpu + 1
        }
    }

    func entities(_ metric: MetricID, _ place: Place) -> Range<Int> {
        if catalogue[metric].entity == .gpu { return gpuRange(place) }
        switch place {
        case .hall: return 0..<topology.trays.count
        case .row(let row): return topology.rows[row].trays
        case .rack(let rack): return topology.racks[rack].trays
        case .tray(let tray): return tray..<tray + 1
        case .gpu(let gpu):
            let tray = Int(topology.trayOfGPU[gpu])
            return tray..<tray + 1
        }
    }
}
