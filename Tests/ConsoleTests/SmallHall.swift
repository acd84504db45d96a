// A hall of a few GPUs with values of its own, for tests that need many frames or odd labels.

import Console
import Facility
import Storage
import Telemetry

enum SmallHall {
    static let start = Timestamp(milliseconds: 1_782_864_000_000)

    /// GPUs whose SM activity is 0.9 and falls with their number; `odd` stands in every label; `unmeasured` ones have no temperature.
    static func scene(
        gpus: Int = 16, odd: String = "train-1", seconds: Int = 12, unmeasured: Range<Int> = 0..<0,
        topology: Topology? = nil
    ) -> Scene {
        let store = play(gpus: gpus, odd: odd, seconds: seconds, unmeasured: unmeasured, topology: topology)
        return Scene(
            snapshot: store.snapshot, health: Health(store.snapshot), mode: "test", themeNames: ["dark", "light"])
    }

    /// The store behind such a hall.
    ///
    /// - Parameters:
    ///   - pausing: seconds in which nobody works; after them nobody lags any more.
    ///   - each: takes every slot as it closes.
    static func play(
        gpus: Int = 16, odd: String = "train-1", seconds: Int = 12, unmeasured: Range<Int> = 0..<0,
        topology: Topology? = nil, pausing: Range<Int>? = nil, each: (Snapshot) -> Void = { _ in }
    ) -> Store {
        let topology = topology ?? StandardHall.topology(gpus: gpus)
        let targets = topology.trays.map {
            TargetDescription(url: "http://\($0.host)/\(odd)", address: $0.host, intervalMs: 1_000)
        }
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        let metrics: [MetricID] = [.smActive, .powerWatts, .tempCelsius, .xid]
        let tables = topology.trays.map { table($0, metrics, odd) }
        for second in 0..<seconds {
            for (index, tray) in topology.trays.enumerated() where !(index == 1 && second > 6) {
                let values = PageValues()
                values.resize(to: metrics.count * tray.gpus.count)
                for (row, metric) in metrics.enumerated() {
                    for column in 0..<tray.gpus.count {
                        let gpu = tray.gpus.lowerBound + column
                        values[row * tray.gpus.count + column] =
                            metric == .tempCelsius && unmeasured.contains(gpu)
                            ? .nan : value(metric, gpu, second, pausing)
                    }
                }
                let time = start + Int64(second) * 1_000 + 500
                store.accept(
                    .page(Batch(target: index, time: time, table: tables[index], values: values, bytes: 1_000)))
            }
            if let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 400) { each(snapshot) }
        }
        return store
    }

    private static func value(_ metric: MetricID, _ gpu: Int, _ second: Int, _ pausing: Range<Int>?) -> Double {
        switch metric {
        case .smActive where pausing?.contains(second) ?? false: 0.05 + Double(second % 3) * 0.002
        case .smActive:
            gpu == 9 && pausing.map { second < $0.lowerBound } ?? true
                ? 0.2 : 0.9 - Double(gpu % 4) * 0.01 + Double(second % 3) * 0.002
        case .powerWatts: 1_000 + Double(gpu)
        case .tempCelsius: gpu == 3 ? 91 : 60
        default: gpu == 2 ? 79 : 0
        }
    }

    private static func table(_ tray: Tray, _ metrics: [MetricID], _ odd: String) -> SeriesTable {
        let series = metrics.flatMap { metric in
            (0..<tray.gpus.count).map { ordinal in
                SeriesTable.Series(
                    name: "m\(metric.index)", labels: "gpu=\(ordinal),x=\(odd)", metric: metric, factor: 1, host: 0,
                    gpu: ordinal)
            }
        }
        let blocks = stride(from: 0, to: series.count, by: SeriesList.blockSize).map {
            SeriesList.Block(Array(series[$0..<min($0 + SeriesList.blockSize, series.count)]))
        }
        let gpus = (0..<tray.gpus.count).map { ordinal -> (Int, GPUIdentity) in
            var identity = GPUIdentity(ordinal: ordinal)
            identity.uuid = "GPU-\(tray.host)-\(ordinal)" + odd
            identity.job = odd
            identity.model = odd
            return (0, identity)
        }
        return SeriesTable(series: SeriesList(blocks: blocks), hosts: [tray.host], gpus: gpus)
    }
}
