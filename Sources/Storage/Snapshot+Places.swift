// Roll-ups, state counts and histories of places in a snapshot.

import Facility
import Telemetry

extension Snapshot {
    /// Count, extremes and sum of what counts at a place.
    public func rollUp(_ metric: MetricID, _ place: Place) -> RollUp {
        let racks = topology.racks.count, rows = topology.rows.count
        func stored(_ index: Int) -> RollUp {
            let offset = metric.index * (racks + rows + 1) + index
            return offset < rollUps.count ? rollUps[offset] : RollUp()
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

    /// The newest `slots` values of one GPU or tray, oldest first, NaN where none held.
    public func history(_ metric: MetricID, _ entity: Int, slots: Int) -> [Float] {
        let offset = layout.start(metric) + entity
        let values = frames.suffix(slots).map { $0[offset] }
        return Array(repeating: Absence.missing.float, count: max(0, slots - values.count)) + values
    }

    /// The same for a place: the mean per slot, or the greatest where a mean means nothing.
    public func history(_ metric: MetricID, _ place: Place, slots: Int) -> [Float] {
        let range = entities(metric, place)
        let start = layout.start(metric)
        let averages = catalogue[metric].averages
        let values = frames.suffix(slots).map { frame -> Float in
            var rollUp = RollUp()
            for entity in range { rollUp.add(frame[start + entity]) }
            if rollUp.count == 0 { return Absence.missing.float }
            return averages ? Float(rollUp.mean) : rollUp.max
        }
        return Array(repeating: Absence.missing.float, count: max(0, slots - values.count)) + values
    }

    /// The hall over the last `spanMs`, folded into `columns`, oldest first; empty where nothing was kept.
    public func hallHistory(_ metric: MetricID, columns: Int, spanMs: Int64) -> [RollUp] {
        guard columns > 0, spanMs > 0 else { return [] }
        var result = [RollUp](repeating: RollUp(), count: columns)
        for entry in hall {
            let ago = Int64(slot - entry.slot) * stepMs
            guard ago >= 0, ago < spanMs, metric.index < entry.rollUps.count else { continue }
            result[columns - 1 - Int(ago * Int64(columns) / spanMs)].merge(entry.rollUps[metric.index])
        }
        return result
    }

    private func counts(_ metric: MetricID, _ entity: Int) -> Bool {
        catalogue[metric].entity == .gpu ? gpuState(entity).counts : trayState(entity).counts
    }

    private func gpuRange(_ place: Place) -> Range<Int> {
        switch place {
        case .hall: 0..<topology.gpuCount
        case .row(let row): topology.rows[row].gpus
        case .rack(let rack): topology.racks[rack].gpus
        case .tray(let tray): topology.trays[tray].gpus
        case .gpu(let gpu): gpu..<gpu + 1
        }
    }

    private func entities(_ metric: MetricID, _ place: Place) -> Range<Int> {
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
