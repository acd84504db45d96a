// Searches in time: when a condition began to hold, and when it holds next. Block by block, never from the start.

import Facility
import Telemetry

extension Snapshot {
    /// The first moment from `from` on at which a condition holds; nil if it does not until the snapshot's moment.
    public func first(_ metric: MetricID, _ entity: Int, _ condition: Comparison, from: Timestamp) -> Timestamp? {
        next(metric, entity, condition, after: from - 1)
    }

    /// The next moment after `time` at which a condition holds, nil if none is kept.
    public func next(_ metric: MetricID, _ entity: Int, _ condition: Comparison, after time: Timestamp) -> Timestamp? {
        let first = max(past.raw.oldest, past.raw.slot(endingAt: time) + 1)
        return search(metric, entity, condition, first, forwards: true)
    }

    /// The last moment before `time` at which a condition held, nil if none is kept.
    public func previous(_ metric: MetricID, _ entity: Int, _ condition: Comparison, before time: Timestamp)
        -> Timestamp?
    {
        let floor = past.raw.slot(endingAt: time)
        let ends = past.raw.start + Int64(floor + 1) * stepMs == time
        return search(metric, entity, condition, min(slot, ends ? floor - 1 : floor), forwards: false)
    }

    /// Since when a condition has held without a break until the snapshot's moment; nil if it does not hold now.
    public func since(_ metric: MetricID, _ entity: Int, _ condition: Comparison) -> Timestamp? {
        guard slot >= 0, condition.holds(value(metric, entity)) else { return nil }
        var end = slot + 1
        while end > past.raw.oldest {
            let begin = max(past.raw.oldest, end - 256)
            let values = past.raw.series(content(metric), UInt16(metric.index), entity, begin..<end)
            if let last = values.lastIndex(where: { !condition.holds($0) }) { return moment(ofSlot: begin + last + 1) }
            end = begin
        }
        return moment(ofSlot: past.raw.oldest)
    }

    private func search(
        _ metric: MetricID, _ entity: Int, _ condition: Comparison, _ first: Int, forwards: Bool
    ) -> Timestamp? {
        guard catalogue.metrics.indices.contains(metric.index) else { return nil }
        var at = first
        while at >= past.raw.oldest, at <= slot {
            let range = forwards ? at..<min(slot + 1, at + 256) : max(past.raw.oldest, at - 255)..<at + 1
            let values = past.raw.series(content(metric), UInt16(metric.index), entity, range)
            let found =
                forwards ? values.firstIndex { condition.holds($0) } : values.lastIndex { condition.holds($0) }
            if let found { return moment(ofSlot: range.lowerBound + found) }
            at = forwards ? range.upperBound : range.lowerBound - 1
        }
        return nil
    }

    /// The end of a slot.
    public func moment(ofSlot slot: Int) -> Timestamp { start + Int64(slot + 1) * stepMs }
}
