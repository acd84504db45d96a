// A heat scale taken from the moment itself, to see differences that a fixed scale is too wide for. It is asked for, and marked
// as auto wherever its ends stand: the same colour means something else a moment later.

import Facility
import Storage
import Telemetry

/// The ends of the middle of what the hall shows now.
enum AutoScale {
    /// Left out at either end, so that one odd value does not set the scale for all; it is drawn in the end's colour.
    static let tail = 0.02

    /// - Returns: nil where nothing is known.
    static func range(_ snapshot: Snapshot, _ metric: MetricID) -> ClosedRange<Double>? {
        let plane = snapshot.plane(metric), definition = snapshot.catalogue[metric]
        let entities = definition.entity == .gpu ? snapshot.topology.gpuCount : snapshot.topology.trays.count
        var known: [Float] = []
        known.reserveCapacity(entities)
        for entity in 0..<entities {
            let counts =
                definition.entity == .gpu ? snapshot.gpuState(entity).counts : snapshot.trayState(entity).counts
            if counts, plane[entity].isFinite { known.append(plane[entity]) }
        }
        guard !known.isEmpty else { return nil }
        known.sort()
        let left = Int(Double(known.count) * tail)
        return around(Double(known[left]), Double(known[known.count - 1 - left]), definition)
    }

    /// Ends on round numbers, so that noise does not move the scale and with it every cell.
    static func around(_ low: Double, _ high: Double, _ metric: Metric) -> ClosedRange<Double> {
        let whole = metric.range.upperBound - metric.range.lowerBound
        let step = nice(max((high - low) / 8, whole / 100, .leastNormalMagnitude))
        let floor = (low / step).rounded(.down) * step, ceiling = (high / step).rounded(.up) * step
        return ceiling > floor ? floor...ceiling : floor...(floor + step)
    }

    /// 1, 2 or 5 times a power of ten, not below `value`.
    static func nice(_ value: Double) -> Double {
        var power = 1.0
        while power < value, power < 1e30 { power *= 10 }
        while power / 10 >= value, power > 1e-30 { power /= 10 }
        return [power / 5, power / 2].first { $0 >= value } ?? power
    }
}
