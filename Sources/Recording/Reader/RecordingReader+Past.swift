// What lies before a moment: the spans that hold some slots, and roll-ups of them, which are kept once they were read.

import Storage
import Telemetry

extension RecordingReader {
    /// A gap of at most so many slots does not end a stretch, as in a store.
    static let gapSlots = 240

    /// The spans of an epoch that hold any of these slots, in order.
    func spans(ofEpoch epoch: Int64, slots: Range<Int>) -> ArraySlice<SpanRow> {
        let all = spans
        // In the order of writing, so in the order of epochs and slots.
        func first(_ isBehind: (SpanRow) -> Bool) -> Int {
            var low = 0, high = all.count
            while low < high {
                let middle = (low + high) / 2
                if isBehind(all[middle]) { high = middle } else { low = middle + 1 }
            }
            return low
        }
        let start = first { ($0.epoch, $0.firstSlot + $0.slots) > (epoch, slots.lowerBound) }
        let end = first { ($0.epoch, $0.firstSlot) >= (epoch, slots.upperBound) }
        return slots.isEmpty ? [] : all[start..<max(start, end)]
    }

    /// The first slot of the stretch without long gaps that `slot` stands in.
    func unbrokenSlot(ofEpoch epoch: Int64, endingAt slot: Int) -> Int {
        var first = slot
        for row in spans(ofEpoch: epoch, slots: 0..<slot + 1).reversed() {
            if first - (row.firstSlot + row.slots) > Self.gapSlots { break }
            first = min(first, row.firstSlot)
        }
        return first
    }

    /// Roll-ups of the hall for every slot of a span, by metric.
    func hall(_ row: SpanRow) throws(RecordingError) -> [[RollUp]] {
        if row.isSealed, let known = hallFolds[row.id] { return known }
        let folds = try load(row).hall()
        if row.isSealed {
            if hallFolds.count >= Self.hallLimit { hallFolds.removeAll() }
            hallFolds[row.id] = folds
        }
        return folds
    }

    /// Roll-ups of a metric over longer steps for every place of a span.
    ///
    /// - Parameters:
    ///   - baseSlots: slots in the steps that are recorded.
    ///   - stepSlots: slots in those that are wanted, a multiple: only they are kept.
    func steps(_ row: SpanRow, _ metric: MetricID, baseSlots: Int, stepSlots: Int) throws(RecordingError) -> PlaceSteps?
    {
        let key = StepsKey(span: row.id, metric: metric, stepSlots: stepSlots)
        if row.isSealed, let known = stepsOfSpan[key] { return known }
        let span = try load(row), minute = baseSlots * 6
        var steps: PlaceSteps?
        if stepSlots % minute == 0, Int64(baseSlots) * span.epoch.stepMs == 10_000 {
            steps = try span.recordedSteps(1, metric, stepSlots: minute)?.folded(stepSlots / minute)
        }
        if steps == nil { steps = try span.steps(metric, stepSlots: baseSlots)?.folded(stepSlots / baseSlots) }
        if row.isSealed, let steps {
            if foldsKept + steps.folds.count > Self.foldLimit {
                stepsOfSpan.removeAll()
                foldsKept = 0
            }
            stepsOfSpan[key] = steps
            foldsKept += steps.folds.count
        }
        return steps
    }
}
