// The folds of every slot that a timeline shows, so that a new moment asks only for what is new: closed slots never change.

import Facility
import Storage
import Telemetry

/// Places by slots, oldest slot first.
struct TimelineSlots: Sendable {
    /// What the folds were made of. Other numbers of places, another hall or another metric make them worthless.
    private struct Source: Equatable, Sendable {
        let metric: MetricID
        let places: [Place]
        let start: Timestamp
        let stepMs: Int64
        let epoch: UInt32
    }

    private let source: Source
    private let slots: Range<Int>
    /// By place, then by slot.
    private let folds: [[RollUp]]

    /// - Parameter previous: what an earlier moment needed; whatever it holds of these slots is taken over.
    init(_ snapshot: Snapshot, _ metric: MetricID, _ places: [Place], slots count: Int, previous: TimelineSlots?) {
        source = Source(
            metric: metric, places: places, start: snapshot.start, stepMs: snapshot.stepMs, epoch: snapshot.epoch)
        slots = snapshot.slot + 1 - count..<snapshot.slot + 1
        var known = slots.lowerBound..<slots.lowerBound
        if let previous, previous.source == source { known = previous.slots.clamped(to: slots) }
        let before = Self.ask(snapshot, metric, places, slots.lowerBound..<known.lowerBound)
        let after = Self.ask(snapshot, metric, places, known.upperBound..<slots.upperBound)
        folds = places.indices.map { place in
            var row = before.isEmpty ? [] : before[place]
            if let previous, !known.isEmpty {
                let first = known.lowerBound - previous.slots.lowerBound
                row += previous.folds[place][first..<first + known.count]
            }
            return after.isEmpty ? row : row + after[place]
        }
    }

    private static func ask(_ snapshot: Snapshot, _ metric: MetricID, _ places: [Place], _ slots: Range<Int>)
        -> [[RollUp]]
    {
        guard !slots.isEmpty else { return [] }
        let grid = TimeGrid(
            end: snapshot.moment(ofSlot: slots.upperBound - 1), spanMs: Int64(slots.count) * snapshot.stepMs,
            columns: slots.count)
        return snapshot.timeline(metric, places, over: grid)
    }

    /// Columns of so many slots each, the last one ending with the newest slot.
    func columns(of length: Int) -> [[RollUp]] {
        let count = (slots.count + length - 1) / length, lead = count * length - slots.count
        return folds.map { row in
            var cells = [RollUp](repeating: RollUp(), count: count)
            for (index, fold) in row.enumerated() { cells[(index + lead) / length].merge(fold) }
            return cells
        }
    }
}
