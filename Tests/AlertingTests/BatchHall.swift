// A hall whose every value a test writes itself: one page a tray with a few metrics, once a second.

import Alerting
import Console
import Facility
import Storage
import Telemetry

@testable import App

final class BatchHall {
    let store: Store
    let engine: AlertEngine
    let metrics: [MetricID]
    let start = Timestamp(milliseconds: 1_782_864_000_000)
    private(set) var board = AlertBoard.empty
    private let tables: [SeriesTable]
    private let values = PageValues()

    init(
        gpus: Int, _ metrics: [MetricID], book: RuleBook = RuleFiles.standard,
        labels: (MetricID, Int) -> String = { _, _ in "" }
    ) {
        let topology = StandardHall.topology(gpus: gpus)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        self.metrics = metrics
        store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        engine = AlertEngine(book)
        tables = topology.trays.map { tray in
            let series = metrics.flatMap { metric in
                tray.gpus.map { gpu in
                    SeriesTable.Series(
                        name: "m\(metric.index)", labels: labels(metric, gpu), metric: metric, factor: 1, host: 0,
                        gpu: gpu - tray.gpus.lowerBound)
                }
            }
            return SeriesTable(
                series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host],
                gpus: tray.gpus.indices.map { (0, GPUIdentity(ordinal: $0 - tray.gpus.lowerBound)) })
        }
    }

    /// - Parameter value: of a metric at a GPU; nil where a tray does not answer is asked of its first metric and GPU.
    func play(_ seconds: Range<Int>, each: (AlertBoard) -> Void = { _ in }, value: (MetricID, Int, Int) -> Double?) {
        let topology = store.snapshot.topology
        for second in seconds {
            for (index, tray) in topology.trays.enumerated() {
                let time = start + Int64(second) * 1_000 + Int64(index % 800)
                guard value(metrics[0], tray.gpus.lowerBound, second) != nil else {
                    store.accept(.failed(target: index, time: time, .connectTimeout))
                    continue
                }
                values.resize(to: metrics.count * tray.gpus.count)
                for (row, metric) in metrics.enumerated() {
                    for (column, gpu) in tray.gpus.enumerated() {
                        values[row * tray.gpus.count + column] = value(metric, gpu, second) ?? .nan
                    }
                }
                store.accept(
                    .page(Batch(target: index, time: time, table: tables[index], values: values, bytes: 1_000)))
            }
            guard let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 300) else { continue }
            board = engine.evaluate(snapshot)
            each(board)
        }
    }
}
