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
    private var batches: [Batch] = [], hostBatches: [Batch] = []
    /// Trays whose GPUs come on one page: one, or all of a rack as a federating server gives them.
    private let groups: [Range<Int>]

    init(
        gpus: Int, block: HallBlock, fields: [Int], hostFields: Int, stepMs: Int64 = 1000,
        retention: Retention = Retention(), pagePerRack: Bool = false
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
        groups = pagePerRack ? topology.racks.map(\.trays) : topology.trays.indices.map { $0..<$0 + 1 }
        pages = groups.map { _ in PageValues(capacity: fields.count * 4) }
        hostPages = topology.trays.map { _ in PageValues(capacity: max(1, hostMetrics.count)) }
        samplesPerSlot = gpus * fields.count
        // Pages of one look share their series, as a decoder's layouts do.
        let metrics = fields.map { block.fields[$0].metric }
        var lists: [Int: SeriesList] = [:]
        for group in groups {
            let trays = Array(topology.trays[group]), width = trays.reduce(0) { $0 + $1.gpus.count }
            let list = lists[width] ?? Self.list(trays, true, metrics) { block.fields[fields[$0]].factor }
            lists[width] = list
            tables.append(Self.table(trays, true, list))
        }
        guard let first = topology.trays.first else { return }
        let hosts = Self.list([first], false, hostMetrics) { _ in 1 }
        for tray in topology.trays { hostTables.append(Self.table([tray], false, hosts)) }
    }

    private static func list(_ trays: [Tray], _ isGPU: Bool, _ metrics: [MetricID], _ factor: (Int) -> Double) -> SeriesList {
        var series: [SeriesTable.Series] = []
        for (index, metric) in metrics.enumerated() {
            for (host, tray) in trays.enumerated() {
                for gpu in isGPU ? Array(0..<tray.gpus.count) : [-1] {
                    series.append(
                        .init(
                            name: "m\(metric.index)", labels: "gpu=\(gpu),host=\(host)", metric: metric,
                            factor: factor(index), host: host, gpu: gpu))
                }
            }
        }
        return SeriesList(
            blocks: stride(from: 0, to: series.count, by: SeriesList.blockSize).map {
                SeriesList.Block(Array(series[$0..<min($0 + SeriesList.blockSize, series.count)]))
            })
    }

    private static func table(_ trays: [Tray], _ isGPU: Bool, _ series: SeriesList) -> SeriesTable {
        SeriesTable(
            series: series, hosts: trays.map(\.host),
            gpus: trays.enumerated().flatMap { host, tray in
                (0..<(isGPU ? tray.gpus.count : 0)).map { (host, GPUIdentity(ordinal: $0)) }
            })
    }

    /// Fills the pages of the next slot; not part of any figure.
    func prepare() {
        let from = slot % block.slots
        for (page, group) in zip(pages, groups) {
            let first = topology.trays[group.lowerBound].gpus, last = topology.trays[group.upperBound - 1].gpus
            let gpus = first.lowerBound..<last.upperBound
            page.resize(to: fields.count * gpus.count)
            for (row, field) in fields.enumerated() {
                for (column, gpu) in gpus.enumerated() {
                    var value = block.wire[(from * block.fields.count + field) * block.gpus + gpu % block.gpus]
                    // The block repeats; a counter must go on.
                    if block.fields[field].metric == .energyWatts { value += Double(slot / block.slots) * 1e8 }
                    page[row * gpus.count + column] = value
                }
            }
        }
        let time = start + Int64(slot) * stepMs + stepMs / 2
        batches.removeAll(keepingCapacity: true)
        hostBatches.removeAll(keepingCapacity: true)
        for (index, group) in groups.enumerated() {
            batches.append(
                Batch(
                    target: group.lowerBound * 2, time: time, table: tables[index], values: pages[index],
                    bytes: 26_000 * group.count))
        }
        for index in topology.trays.indices {
            guard (index + slot) % Int(15_000 / stepMs) == 0, hostTables[index].series.count > 0 else { continue }
            let hosts = hostPages[index]
            hosts.resize(to: hostTables[index].series.count)
            for column in 0..<hosts.count {
                hosts[column] = Double((index * 31 + column * 17 + slot * (column % 3)) % 1000)
            }
            hostBatches.append(
                Batch(target: index * 2 + 1, time: time, table: hostTables[index], values: hosts, bytes: 58_000))
        }
    }

    /// Hands the prepared slot over.
    func scatter() { for batch in batches { store.accept(batch) } }

    func scatterHosts() { for batch in hostBatches { store.accept(batch) } }

    func close() {
        slot += 1
        _ = store.close(upTo: start + Int64(slot) * stepMs + stepMs * 3 / 10)
    }
}
