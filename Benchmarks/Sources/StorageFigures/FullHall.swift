// A store fed with a hall's batches as a decoder would, without pages and sockets (unsafe inside: copies from raw planes).

import App
import Facility
import Storage
import Telemetry

/// Batches of one hall, a slot at a time, round and round over a simulated block.
final class FullHall {
    let store: Store
    let block: HallBlock
    let topology: Topology
    let samplesPerSlot: Int
    private let stepMs: Int64
    private let fields: [Int]
    private let start = Timestamp(milliseconds: 1_782_864_000_000)
    private var tables: [SeriesTable] = []
    private var hostTables: [SeriesTable] = []
    private let pages: [PageValues]
    private let hostPages: [PageValues]
    private var slot = 0

    init(
        gpus: Int, block: HallBlock, fields: [Int], hostFields: Int, stepMs: Int64 = 1000,
        retention: Retention = Retention()
    ) {
        self.block = block
        self.fields = fields
        self.stepMs = stepMs
        topology = StandardHall.topology(gpus: gpus)
        let targets = topology.trays.flatMap { tray in
            [
                TargetDescription(url: "gpu://\(tray.host)", address: tray.host, intervalMs: Int(stepMs)),
                TargetDescription(url: "host://\(tray.host)", address: tray.host, intervalMs: 15_000),
            ]
        }
        store = Store(
            topology: topology, catalogue: .standard, targets: targets, start: start, stepMs: stepMs,
            retention: retention)
        let hostMetrics = Array(Catalogue.standard.metrics(of: .tray).prefix(hostFields))
        pages = topology.trays.map { _ in PageValues(capacity: fields.count * 4) }
        hostPages = topology.trays.map { _ in PageValues(capacity: max(1, hostMetrics.count)) }
        samplesPerSlot = gpus * fields.count
        for tray in topology.trays {
            tables.append(
                Self.table(tray.host, tray.gpus.count, fields.map { block.fields[$0].metric }) {
                    block.fields[fields[$0]].factor
                })
            hostTables.append(Self.table(tray.host, 0, hostMetrics) { _ in 1 })
        }
    }

    private static func table(_ host: String, _ gpus: Int, _ metrics: [MetricID], _ factor: (Int) -> Double)
        -> SeriesTable
    {
        var series: [SeriesTable.Series] = []
        for (index, metric) in metrics.enumerated() {
            for gpu in gpus == 0 ? [-1] : Array(0..<gpus) {
                series.append(
                    .init(
                        name: "m\(metric.index)", labels: "gpu=\(gpu)", metric: metric, factor: factor(index), host: 0,
                        gpu: gpu))
            }
        }
        let blocks = stride(from: 0, to: series.count, by: SeriesList.blockSize).map {
            SeriesList.Block(Array(series[$0..<min($0 + SeriesList.blockSize, series.count)]))
        }
        return SeriesTable(
            series: SeriesList(blocks: blocks), hosts: [host], gpus: (0..<gpus).map { (0, GPUIdentity(ordinal: $0)) })
    }

    /// Fills the pages of the next slot; not part of any figure.
    func prepare() {
        let from = slot % block.slots
        for (index, tray) in topology.trays.enumerated() {
            let page = pages[index]
            page.resize(to: fields.count * tray.gpus.count)
            for (row, field) in fields.enumerated() {
                for ordinal in 0..<tray.gpus.count {
                    let gpu = (tray.gpus.lowerBound + ordinal) % block.gpus
                    var value = block.wire[(from * block.fields.count + field) * block.gpus + gpu]
                    // The block repeats; a counter must go on.
                    if block.fields[field].metric == .energyWatts { value += Double(slot / block.slots) * 1e8 }
                    page[row * tray.gpus.count + ordinal] = value
                }
            }
            guard (index + slot) % Int(15_000 / stepMs) == 0 else { continue }
            let hosts = hostPages[index]
            hosts.resize(to: hostTables[index].series.count)
            for column in 0..<hosts.count {
                hosts[column] = Double((index * 31 + column * 17 + slot * (column % 3)) % 1000)
            }
        }
    }

    /// Hands the prepared slot over.
    func scatter() {
        let time = start + Int64(slot) * stepMs + stepMs / 2
        for index in topology.trays.indices {
            store.accept(
                Batch(target: index * 2, time: time, table: tables[index], values: pages[index], bytes: 26_000))
        }
    }

    func scatterHosts() {
        let time = start + Int64(slot) * stepMs + stepMs / 2
        for index in topology.trays.indices
        where (index + slot) % Int(15_000 / stepMs) == 0 && hostTables[index].series.count > 0 {
            store.accept(
                Batch(
                    target: index * 2 + 1, time: time, table: hostTables[index], values: hostPages[index], bytes: 58_000
                ))
        }
    }

    func close() {
        slot += 1
        _ = store.close(upTo: start + Int64(slot) * stepMs + stepMs * 3 / 10)
    }
}
