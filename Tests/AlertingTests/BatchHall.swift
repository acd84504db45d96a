// A hall whose every value a test writes itself: one page a tray with a few metrics, once a second.

import Alerting
import Storage
import Telemetry

@testable import App

final class BatchHall {
    let metrics: [MetricID]
    private let hall: RuledHall
    private let tables: [SeriesTable]

    var store: Store { hall.store }
    var engine: AlertEngine { hall.engine }
    var board: AlertBoard { hall.board }
    var start: Timestamp { RuledHall.start }

    init(
        gpus: Int, _ metrics: [MetricID], book: RuleBook = RuleFiles.standard,
        labels: (MetricID, Int) -> String = { _, _ in "" }
    ) {
        self.metrics = metrics
        let hall = RuledHall(gpus: gpus, book: book)
        self.hall = hall
        tables = hall.topology.trays.enumerated().map { index, tray in
            hall.table(
                index,
                metrics.flatMap { metric in
                    tray.gpus.map { gpu in
                        SeriesTable.Series(
                            name: "m\(metric.index)", labels: labels(metric, gpu), metric: metric, factor: 1, host: 0,
                            gpu: gpu - tray.gpus.lowerBound)
                    }
                })
        }
    }

    /// - Parameter value: of a metric at a GPU; nil where a tray does not answer is asked of its first metric and GPU.
    func play(_ seconds: Range<Int>, each: (AlertBoard) -> Void = { _ in }, value: (MetricID, Int, Int) -> Double?) {
        for second in seconds {
            for (index, tray) in hall.topology.trays.enumerated() {
                guard value(metrics[0], tray.gpus.lowerBound, second) != nil else {
                    hall.fail(index, second: second, afterMs: index % 800)
                    continue
                }
                let numbers = metrics.flatMap { metric in tray.gpus.map { value(metric, $0, second) ?? .nan } }
                hall.take(index, second: second, afterMs: index % 800, tables[index], numbers)
            }
            hall.close(second: second)
            each(board)
        }
    }
}
