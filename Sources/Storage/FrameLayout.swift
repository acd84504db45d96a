// Where each value of a slot lies: one dense column per metric that some page has carried, in the order they turned up.
// A catalogue knows far more metrics than a fleet exports; what nobody exports takes no room.

import Facility
import Telemetry

/// Offsets into a slot frame for one topology and catalogue. It only ever grows at its end, so offsets stay valid.
struct FrameLayout {
    struct Column {
        let metric: MetricID
        let isGPU: Bool
        let start: Int

        /// One past its last offset.
        func end(_ layout: FrameLayout) -> Int { start + (isGPU ? layout.gpus : layout.trays) }
    }

    /// Beyond every frame: reads as missing.
    private static let nowhere = Int.max / 2

    let gpus: Int
    let trays: Int
    private(set) var columns: [Column] = []
    private(set) var count = 0
    private var starts: [Int]
    private var positions: [Int]

    init(topology: Topology, catalogue: Catalogue, like other: FrameLayout? = nil) {
        gpus = topology.gpuCount
        trays = topology.trays.count
        starts = Array(repeating: Self.nowhere, count: catalogue.metrics.count)
        positions = Array(repeating: -1, count: catalogue.metrics.count)
        count = gpus + trays
        for column in other?.columns ?? [] { append(column.metric, isGPU: column.isGPU) }
    }

    /// The columns that a recording names.
    init(topology: Topology, catalogue: Catalogue, columns: [MetricID]) {
        self.init(topology: topology, catalogue: catalogue)
        for metric in columns where catalogue.metrics.indices.contains(metric.index) {
            append(metric, isGPU: catalogue[metric].entity == .gpu)
        }
    }

    /// First offset of a metric's column.
    func start(_ metric: MetricID) -> Int { starts[metric.index] }

    /// Number of a metric among the columns, -1 if it has none.
    func position(_ metric: MetricID) -> Int { positions.indices.contains(metric.index) ? positions[metric.index] : -1 }

    /// The states of the GPUs, and behind them those of the trays, come first in every frame, as numbers.
    var gpuStates: Int { 0 }
    var trayStates: Int { gpus }

    func holds(_ metric: MetricID) -> Bool { starts[metric.index] != Self.nowhere }

    /// Makes room for these metrics and for those derived from them.
    ///
    /// - Returns: whether anything was added.
    mutating func add(_ metrics: Set<Int>, _ catalogue: Catalogue) -> Bool {
        let before = columns.count
        for index in metrics.sorted() { append(MetricID(index), isGPU: catalogue.metrics[index].entity == .gpu) }
        guard columns.count > before else { return false }
        for (index, metric) in catalogue.metrics.enumerated() {
            if let derivation = metric.derivation, derivation.grounds.contains(where: holds) {
                append(MetricID(index), isGPU: metric.entity == .gpu)
            }
        }
        return true
    }

    private mutating func append(_ metric: MetricID, isGPU: Bool) {
        guard !holds(metric) else { return }
        positions[metric.index] = columns.count
        columns.append(Column(metric: metric, isGPU: isGPU, start: count))
        starts[metric.index] = count
        count += isGPU ? gpus : trays
    }
}
