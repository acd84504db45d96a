// What lies before a replayed snapshot, read from the file when a view asks for it. What can not be read is unknown, never zero.

import Storage
import Telemetry

/// The past of one moment of a recording.
struct ReplayPast: SnapshotPast {
    let reader: RecordingReader
    let epoch: Int64
    let slot: Int
    /// When the newest page of each target was taken.
    let pageTimes: [Timestamp?]

    var oldestSlot: Int { reader.firstSlot(ofEpoch: epoch) ?? slot }

    func values(_ isGPU: Bool, _ identifier: UInt16, _ entity: Int, slots: Range<Int>) -> [Float] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        var result = [Float](repeating: Absence.missing.float, count: slots.count)
        let metric =
            identifier == .max ? isGPU ? ColumnPlan.gpuStates : ColumnPlan.trayStates : Int(identifier)
        for row in reader.spans where row.epoch == epoch {
            let wanted = slots.clamped(to: row.firstSlot..<row.firstSlot + row.slots)
            guard !wanted.isEmpty, let span = try? reader.load(row) else { continue }
            let local = wanted.lowerBound - row.firstSlot..<wanted.upperBound - row.firstSlot
            guard let values = try? span.history(metric, entity, slots: local) else { continue }
            for (offset, value) in values.enumerated() { result[wanted.lowerBound - slots.lowerBound + offset] = value }
        }
        return result
    }

    func hall(_ metric: MetricID, after first: Int) -> [(slot: Int, rollUp: RollUp)] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        var result: [(slot: Int, rollUp: RollUp)] = []
        for row in reader.spans where row.epoch == epoch && row.firstSlot <= slot {
            guard row.firstSlot + row.slots > first + 1, let position = row.columns.firstIndex(of: metric),
                let folds = try? reader.hall(row)
            else { continue }
            for (index, fold) in folds.enumerated() where position < fold.count {
                let number = row.firstSlot + index
                if number > first, number <= slot { result.append((number, fold[position])) }
            }
        }
        return result
    }

    func page(ofTarget target: Int) -> (table: SeriesTable, values: [Double])? {
        guard target < pageTimes.count, let time = pageTimes[target] else { return nil }
        return try? reader.page(epoch: epoch, target: target, at: time, notAfterSlot: slot)
    }
}
