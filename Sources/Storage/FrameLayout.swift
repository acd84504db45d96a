// Where each value of a slot lies: all GPU columns, then all tray columns, each one dense run.

import Facility
import Telemetry

/// Offsets into a slot frame for one topology and catalogue.
struct FrameLayout {
    let gpus: Int
    let trays: Int
    let gpuColumns: Int
    let trayColumns: Int
    private let starts: [Int]

    init(topology: Topology, catalogue: Catalogue) {
        gpus = topology.gpuCount
        trays = topology.trays.count
        gpuColumns = catalogue.columnCounts[Int(EntityKind.gpu.rawValue)]
        trayColumns = catalogue.columnCounts[Int(EntityKind.tray.rawValue)]
        let (gpus, trays, gpuColumns) = (gpus, trays, gpuColumns)
        starts = catalogue.metrics.indices.map { index in
            catalogue.metrics[index].entity == .gpu
                ? catalogue.columns[index] * gpus : gpuColumns * gpus + catalogue.columns[index] * trays
        }
    }

    var count: Int { gpuColumns * gpus + trayColumns * trays }

    /// First offset of a metric's column.
    func start(_ metric: MetricID) -> Int { starts[metric.index] }
}
