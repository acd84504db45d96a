// Columns of the past beyond what a snapshot holds: twelve per window and metric, so that an hour costs kilobytes, not gigabytes.

import Storage
import Telemetry

/// Remembers old values of the few metrics that long windows ask for. Core thread only.
final class PastColumns {
    static let parts = 12

    private struct Ring {
        var times: [Int64] = []
        /// For each part the first known value in it, NaN where none is known yet.
        var columns: [[Float]] = []
        /// Entities of which the newest part knows nothing yet.
        var unknown: [Int] = []
        /// The first known values of all parts, in their order.
        var first: [Float] = []

        mutating func begin(_ column: [Float], at time: Int64) {
            times.append(time)
            columns.append(column)
            unknown = column.indices.filter { column[$0] != column[$0] }
            if first.isEmpty { first = column }
            Self.fill(&first, first.indices, from: column)
        }

        /// What began before the window is no part of it: a rise would be taken for more than it was.
        mutating func leave(before time: Int64) {
            guard times.count > 1, times[0] < time else { return }
            while times.count > 1, times[0] < time {
                times.removeFirst()
                columns.removeFirst()
            }
            first = columns[0]
            for later in columns.dropFirst() { Self.fill(&first, first.indices, from: later) }
        }

        /// Who is heard of only within a part begins there: else its rise would be measured from ever later values.
        mutating func fill(from column: [Float]) {
            Self.fill(&columns[columns.count - 1], unknown, from: column)
            Self.fill(&first, unknown, from: column)
            unknown.removeAll { column[$0] == column[$0] }
        }

        private static func fill(_ target: inout [Float], _ entities: some Sequence<Int>, from column: [Float]) {
            for entity in entities where target[entity] != target[entity] { target[entity] = column[entity] }
        }
    }

    private struct Key: Hashable {
        let metric: Int
        let lengthMs: Int64
    }

    private var rings: [Key: Ring] = [:]

    /// - Parameter windows: metrics with the lengths that rules ask for.
    init(_ windows: [(MetricID, Int64)]) {
        for (metric, length) in windows { rings[Key(metric: metric.index, lengthMs: length)] = Ring() }
    }

    /// Takes what is due of a snapshot.
    func note(_ snapshot: Snapshot) {
        let now = snapshot.moment.milliseconds
        for key in rings.keys {
            let period = max(snapshot.stepMs, key.lengthMs / Int64(Self.parts))
            rings[key]!.leave(before: now - key.lengthMs)
            let isDue = rings[key]!.times.last.map { now - $0 >= period || now < $0 } ?? true
            let metric = MetricID(key.metric)
            // What no page carries would be looked for in vain, over the whole hall and every second.
            let mayCome = snapshot.isExported(metric) || snapshot.catalogue[metric].derivation != nil
            guard isDue || (mayCome && !rings[key]!.unknown.isEmpty) else { continue }
            let column = snapshot.column(metric)
            if rings[key]!.first.count != column.count { rings[key] = Ring() }
            if isDue || rings[key]!.columns.isEmpty {
                rings[key]!.begin(column, at: now)
            } else {
                rings[key]!.fill(from: column)
            }
        }
    }

    /// Each entity's oldest known value within the window, nil if the length was not asked for or nothing is there yet.
    func oldest(_ metric: MetricID, _ lengthMs: Int64) -> [Float]? {
        guard let ring = rings[Key(metric: metric.index, lengthMs: lengthMs)], !ring.columns.isEmpty else { return nil }
        return ring.first
    }

    /// How far back those reach at a moment, nil if the window has not been filled by at least all its parts but one.
    func reachMs(_ metric: MetricID, _ lengthMs: Int64, at moment: Timestamp) -> Int64? {
        guard let first = rings[Key(metric: metric.index, lengthMs: lengthMs)]?.times.first else { return nil }
        let reach = moment.milliseconds - first
        return reach >= lengthMs - lengthMs / Int64(Self.parts) && reach <= lengthMs ? reach : nil
    }

    /// Entities have new numbers, or are gone.
    ///
    /// - Parameters:
    ///   - count: how many entities of the metric's kind there are now.
    ///   - move: an entity's new number, nil if it is gone.
    func renumber(_ count: (MetricID) -> Int, _ move: (MetricID, Int) -> Int?) {
        for key in rings.keys {
            let metric = MetricID(key.metric), ring = rings[key]!
            var moved = Ring()
            let places = ring.first.indices.map { move(metric, $0) }
            for (time, column) in zip(ring.times, ring.columns) {
                var new = [Float](repeating: .nan, count: count(metric))
                for (old, place) in places.enumerated() {
                    if let place, new.indices.contains(place) { new[place] = column[old] }
                }
                moved.begin(new, at: time)
            }
            rings[key] = moved
        }
    }
}
