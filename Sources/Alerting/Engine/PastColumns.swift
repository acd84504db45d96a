// Columns of the past beyond what a snapshot holds: twelve per window and metric, so that an hour costs kilobytes, not gigabytes.

import Storage
import Telemetry

/// Remembers old values of the few metrics that long windows ask for. Core thread only.
final class PastColumns {
    static let parts = 12

    private struct Ring {
        var times: [Int64] = []
        var columns: [[Float]] = []
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
            guard rings[key]!.times.last.map({ now - $0 >= period || now < $0 }) ?? true else { continue }
            let column = snapshot.column(MetricID(key.metric))
            if rings[key]!.columns.first.map({ $0.count != column.count }) ?? false { rings[key] = Ring() }
            rings[key]!.times.append(now)
            rings[key]!.columns.append(column)
            while rings[key]!.times.count > Self.parts + 1 {
                rings[key]!.times.removeFirst()
                rings[key]!.columns.removeFirst()
            }
        }
    }

    /// The oldest column within the window, nil if the length was not asked for or nothing is there yet.
    func oldest(_ metric: MetricID, _ lengthMs: Int64) -> [Float]? {
        rings[Key(metric: metric.index, lengthMs: lengthMs)]?.columns.first
    }

    /// Forgets all: entities have new numbers.
    func clear() { for key in rings.keys { rings[key] = Ring() } }
}
