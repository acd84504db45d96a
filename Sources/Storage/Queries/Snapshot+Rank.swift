// Questions about many entities at the snapshot's moment: who is most, how many, how spread, who differs from peers.

import Facility
import Telemetry

extension Snapshot {
    /// The entities at a place whose values are greatest (or least), best first; those that do not count or have no value are left out.
    public func top(_ count: Int, _ metric: MetricID, at place: Place, least: Bool = false) -> [(
        entity: Int, value: Float
    )] {
        let known = entities(metric, place).filter { counts(metric, $0) }.map { (entity: $0, value: value(metric, $0)) }
            .filter { $0.value == $0.value }
        let ranked = known.sorted {
            $0.value == $1.value ? $0.entity < $1.entity : least ? $0.value < $1.value : $0.value > $1.value
        }
        return Array(ranked.prefix(max(0, count)))
    }

    /// How many entities at a place fulfil a condition.
    public func count(_ metric: MetricID, at place: Place, _ condition: Comparison) -> Int {
        entities(metric, place).count { counts(metric, $0) && condition.holds(value(metric, $0)) }
    }

    /// How many entities at a place have a value in each of `bins` equal parts of the metric's range; outliers in the outermost.
    public func distribution(_ metric: MetricID, at place: Place, bins: Int) -> [Int] {
        guard bins > 0 else { return [] }
        var counted = [Int](repeating: 0, count: bins)
        let range = catalogue[metric].range, width = range.upperBound - range.lowerBound
        for entity in entities(metric, place) where counts(metric, entity) {
            let value = Double(value(metric, entity))
            guard value == value else { continue }
            let share = width > 0 ? (value - range.lowerBound) / width : 0
            counted[share >= 1 ? bins - 1 : share > 0 ? min(bins - 1, Int(share * Double(bins))) : 0] += 1
        }
        return counted
    }

    /// Deviation of GPUs from each other, such as those of one job or rack.
    ///
    /// - Parameter windowMs: each GPU stands for its mean over this span, as far as it counted; 0 for the moment alone.
    public func peers(_ metric: MetricID, _ gpus: [Int], windowMs: Int64 = 0) -> Peers {
        let slots = Int(max(1, min(windowMs / stepMs, 3_600)))
        return Peers(
            gpus.map { gpu in
                guard slots > 1 else { return counts(metric, gpu) ? value(metric, gpu) : .nan }
                var rollUp = RollUp()
                let states = past.raw.series(.gpus, TrackColumn.states, gpu, slot + 1 - slots..<slot + 1)
                for (value, state) in zip(history(metric, gpu, slots: slots), states) where Self.state(state).counts {
                    rollUp.add(value)
                }
                return rollUp.count > 0 ? Float(rollUp.mean) : .nan
            })
    }

    /// Change per second over a window, from its first known value to its last; nil with fewer than two.
    public func rate(_ metric: MetricID, _ entity: Int, windowMs: Int64) -> Double? {
        let values = history(metric, entity, slots: Int(max(2, min(windowMs / stepMs + 1, 100_000))))
        guard let first = values.firstIndex(where: { $0 == $0 }), let last = values.lastIndex(where: { $0 == $0 }),
            last > first
        else { return nil }
        return (Double(values[last]) - Double(values[first])) / (Double(last - first) * Double(stepMs) / 1000)
    }
}
