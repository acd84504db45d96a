// A store with one target of one page, for tests that speak in metrics and milliseconds after the start.

import App
import Facility
import Storage
import Telemetry

final class TestHall {
    let store: Store
    let targets: [TargetDescription]
    let start: Timestamp
    private var tables: [String: SeriesTable] = [:]

    convenience init(gpus: Int, start: Timestamp, retention: Retention = Retention()) {
        let topology = StandardHall.topology(gpus: gpus)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        self.init(topology: topology, targets: targets, start: start, retention: retention)
    }

    init(
        topology: Topology, targets: [TargetDescription], start: Timestamp, stepMs: Int64 = 1_000,
        retention: Retention = Retention()
    ) {
        self.start = start
        self.targets = targets
        store = Store(
            topology: topology, catalogue: .standard, targets: targets, start: start, stepMs: stepMs, hotSlots: 60,
            retention: retention)
    }

    func close(_ milliseconds: Int) { _ = store.close(upTo: start + Int64(milliseconds)) }

    func scrape(at milliseconds: Int, _ values: [MetricID: [Float]], absent: Set<Int> = []) {
        let ordinals = (0..<(values.values.first?.count ?? 0)).filter { !absent.contains($0) }
        let exact = values.mapValues { row in ordinals.map { Double(row[$0]) } }
        scrape(at: milliseconds, exact: exact, ordinals: ordinals, host: "a01-c01")
    }

    /// Printed values of a page, one per metric and ordinal.
    ///
    /// - Parameter named: the page gives each GPU a UUID of the host's.
    func scrape(
        at milliseconds: Int, exact: [MetricID: [Double]], ordinals: [Int]? = nil, host: String = "a01-c01",
        target: Int = 0, named: Bool = false
    ) {
        let ordinals = ordinals ?? Array(0..<(exact.values.first?.count ?? 0))
        let metrics = exact.keys.sorted { $0.index < $1.index }
        let key = "\(metrics.map(\.index)) \(ordinals) \(host) \(named)"
        let table = tables[key] ?? makeTable(metrics, ordinals, host, named)
        tables[key] = table
        let values = PageValues()
        values.resize(to: metrics.count * ordinals.count)
        for (row, metric) in metrics.enumerated() {
            for column in ordinals.indices { values[row * ordinals.count + column] = exact[metric]![column] }
        }
        store.accept(
            .page(Batch(target: target, time: start + Int64(milliseconds), table: table, values: values, bytes: 1_000)))
    }

    private func makeTable(_ metrics: [MetricID], _ ordinals: [Int], _ host: String, _ named: Bool) -> SeriesTable {
        let series = metrics.flatMap { metric in
            ordinals.map { ordinal in
                SeriesTable.Series(
                    name: "m\(metric.index)", labels: "gpu=\(ordinal)", metric: metric,
                    factor: metric == .energyWatts ? 1e-3 : 1, host: 0,
                    gpu: Catalogue.standard[metric].entity == .gpu ? ordinal : -1,
                    isCounter: Catalogue.standard[metric].kind == .counter,
                    isMoment: Catalogue.standard[metric].kind == .moment, hasBlanks: true)
            }
        }
        let blocks = stride(from: 0, to: series.count, by: SeriesList.blockSize).map {
            SeriesList.Block(Array(series[$0..<min($0 + SeriesList.blockSize, series.count)]))
        }
        let gpus = ordinals.map { ordinal in
            var identity = GPUIdentity(ordinal: ordinal)
            if named { identity.uuid = "GPU-\(host)-\(ordinal)" }
            return (0, identity)
        }
        return SeriesTable(series: SeriesList(blocks: blocks), hosts: [host], gpus: gpus)
    }
}
