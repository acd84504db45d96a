// Where each metric's values lie in a slot of a span: the columns that were there, one after the other.

import Facility
import Telemetry

/// Offsets of the columns of one span. Numbers beyond every metric's stand for the states.
struct ColumnPlan: Equatable, Sendable {
    static let gpuStates = 65_534
    static let trayStates = 65_535

    /// In order of their offsets.
    let metrics: [MetricID]
    /// First offset of each column, by its position.
    let starts: [Int]
    let count: Int

    init(_ metrics: [MetricID], topology: Topology, catalogue: Catalogue) {
        // A metric that the catalogue does not know would have no width.
        self.metrics = metrics.filter { catalogue.metrics.indices.contains($0.index) }
        // The states of all GPUs, then of all trays, stand in front.
        var starts: [Int] = [], count = topology.gpuCount + topology.trays.count
        for metric in self.metrics {
            starts.append(count)
            count += catalogue[metric].entity == .gpu ? topology.gpuCount : topology.trays.count
        }
        self.starts = starts
        self.count = count
    }

    func start(_ metric: MetricID) -> Int? { metrics.firstIndex(of: metric).map { starts[$0] } }

    /// `0,5,7`
    static func read(_ text: String) -> [MetricID] {
        text.split(separator: ",").compactMap { Int($0) }.filter { $0 >= 0 }.map { MetricID($0) }
    }

    static func write(_ metrics: [MetricID]) -> String { metrics.map { "\($0.index)" }.joined(separator: ",") }
}
