// The order of the metrics of a slot, as a source tells them: one that holds for many moments, since every change ends a span. It knows no
// values.

import Telemetry

/// Metrics in the order of their offsets.
struct ColumnOrder {
    /// A source that tells its metrics in another order each time does not get a span for each moment.
    static let turnLimit = 100

    private(set) var metrics: [MetricID] = []
    private var turns = 0

    /// Makes room for the metrics of a moment, if it can in their order.
    mutating func take(_ told: [MetricID]) {
        guard !Self.holds(metrics, told) else { return }
        let known = Set(metrics)
        let appended = metrics + told.filter { !known.contains($0) }
        if Self.holds(appended, told) {
            metrics = appended
            return
        }
        let inserted = inserting(told, known)
        if Self.holds(inserted, told) {
            metrics = inserted
            return
        }
        guard turns < Self.turnLimit else {
            metrics = appended
            return
        }
        turns += 1
        let now = Set(told)
        metrics = told + metrics.filter { !now.contains($0) }
    }

    /// New ones behind the one that was told before them.
    private func inserting(_ told: [MetricID], _ known: Set<MetricID>) -> [MetricID] {
        var result = metrics, before: MetricID?
        for metric in told {
            if !known.contains(metric) {
                result.insert(metric, at: before.flatMap { result.firstIndex(of: $0) }.map { $0 + 1 } ?? 0)
            }
            before = metric
        }
        return result
    }

    /// Whether some metrics stand among others in their own order.
    private static func holds(_ all: [MetricID], _ some: [MetricID]) -> Bool {
        var rest = some[...]
        for metric in all where metric == rest.first { rest.removeFirst() }
        return rest.isEmpty
    }
}
