// Values at any kept moment, without making a whole snapshot of it.

import Facility
import Telemetry

extension Snapshot {
    /// All GPUs' (or trays') values of a metric at a moment, missing where none held or none are kept.
    public func values(_ metric: MetricID, at time: Timestamp) -> [Float] {
        guard catalogue.metrics.indices.contains(metric.index) else { return [] }
        return past.raw.row(content(metric), UInt16(metric.index), slot: min(slot, past.raw.slot(endingAt: time)))
    }

    /// One entity's value at a moment.
    public func value(_ metric: MetricID, _ entity: Int, at time: Timestamp) -> Float {
        guard catalogue.metrics.indices.contains(metric.index) else { return Absence.missing.float }
        let slot = min(slot, past.raw.slot(endingAt: time))
        return past.raw.series(content(metric), UInt16(metric.index), entity, slot..<slot + 1)[0]
    }

    /// One entity's values from one moment to another, with their moments; absences included.
    public func values(_ metric: MetricID, _ entity: Int, from: Timestamp, to: Timestamp) -> [(Timestamp, Float)] {
        let first = max(past.raw.oldest, past.raw.slot(endingAt: from)), last = min(slot, past.raw.slot(endingAt: to))
        guard first <= last, catalogue.metrics.indices.contains(metric.index) else { return [] }
        let values = past.raw.series(content(metric), UInt16(metric.index), entity, first..<last + 1)
        return values.enumerated().map { (moment(ofSlot: first + $0), $1) }
    }
}
