// A place's values over a span, step by step, each step one number: the query that charts, dumps and rules share.

import Facility
import Telemetry

extension Snapshot {
    /// Steps asked for at most.
    static let windowSteps = 100_000

    /// One number per step of a span, oldest first, with the moment that its step ends at. The last step ends with the span; NaN where
    /// nothing is known.
    ///
    /// - Parameters:
    ///   - to: no later than the snapshot's moment.
    ///   - windowStepMs: length of a step; the span is rounded up to whole ones.
    public func window(
        _ metric: MetricID, _ place: Place, from: Timestamp, to: Timestamp, windowStepMs: Int64, _ reduction: Reduction
    ) -> [(end: Timestamp, value: Double)] {
        let end = min(to, moment), step = max(1, windowStepMs)
        guard from < end else { return [] }
        let steps = min(Int64(Self.windowSteps), (end - from + step - 1) / step)
        let grid = TimeGrid(end: end, spanMs: steps * step, columns: Int(steps))
        return timeline(metric, place, over: grid).enumerated().map { (grid.end(of: $0), reduction($1)) }
    }
}
