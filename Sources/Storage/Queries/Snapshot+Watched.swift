// Which columns of time anybody watched: a hole of the watcher's own is no silence of the hall's.

import Telemetry

extension Snapshot {
    /// Trays that are asked at most; one that was there and watched is enough.
    private static let probeLimit = 8

    /// Per column of the grid, whether a state was decided in any of its slots. What reaches back beyond the slots that are kept counts
    /// as watched.
    public func watched(over grid: TimeGrid) -> [Bool] {
        var result = [Bool](repeating: false, count: max(0, grid.columns))
        let kept = past.raw.oldest, first = past.raw.slot(endingAt: grid.start + 1)
        for column in result.indices where past.raw.slot(endingAt: grid.end(of: column)) < kept {
            result[column] = true
        }
        let trays = topology.trays.count
        for probe in 0..<min(Self.probeLimit, trays) where result.contains(false) {
            let tray = probe * trays / min(Self.probeLimit, trays), from = max(kept, first)
            guard from <= slot else { break }
            let states = past.raw.series(.trays, TrackColumn.states, tray, from..<slot + 1)
            for (index, state) in states.enumerated() where !state.isNaN {
                if let column = grid.column(endingAt: moment(ofSlot: from + index)) { result[column] = true }
            }
        }
        return trays == 0 ? result.map { _ in true } : result
    }
}
