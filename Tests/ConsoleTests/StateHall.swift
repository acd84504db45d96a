// Sixteen hosts of one rack, two in each of the eight states; whatever is not fresh reads a fifth of what the healthy read.

import App
import Console
import Facility
import Storage
import Telemetry

enum StateHall {
    /// The lower of the two trays that end in each state: together they fill one cell of the hall's map, where the worst of a cell's
    /// trays is shown. Of the gone one only the first GPU is lost: its host answers.
    static let trays: [(state: EntityState, tray: Int)] = [
        (.fresh, 0), (.late, 2), (.frozen, 4), (.unreachable, 6), (.gone, 8), (.neverSeen, 10), (.unexpected, 12),
        (.plannedOut, 14),
    ]
    static let healthy = 0.9, ill = 0.18

    private static let start = Timestamp(milliseconds: 1_782_864_000_000)
    private static let seconds = 24

    static func scene() -> Scene {
        var plan = StandardHall.plan(gpus: 64)
        for tray in 12...13 { plan.hosts[tray].isExpected = false }
        for tray in 14...15 { plan.hosts[tray].life = .drained }
        let topology = Topology(plan)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
        }
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        for second in 0..<seconds {
            for tray in topology.trays.indices { scrape(topology.trays[tray].host, tray, second, store) }
            _ = store.close(upTo: start + Int64(second + 1) * 1_000 + 300)
        }
        return Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "test")
    }

    private static func scrape(_ host: String, _ tray: Int, _ second: Int, _ store: Store) {
        let time = start + Int64(second) * 1_000 + 100
        let state = trays[tray / 2].state
        switch state {
        case .late where second >= seconds - 3, .neverSeen: return
        case .unreachable where second >= seconds - 6:
            return store.accept(.failed(target: tray, time: time, .connectTimeout))
        default: break
        }
        let isIll = [.late, .frozen, .unreachable, .gone].contains(state)
        let ordinals = state == .gone && second >= seconds - 6 ? [1, 2, 3] : [0, 1, 2, 3]
        let moving = Double(state == .frozen ? min(second, 8) : second)
        let values = PageValues()
        values.resize(to: 2 * ordinals.count)
        for (column, ordinal) in ordinals.enumerated() {
            let isLost = isIll && (state != .gone || ordinal == 0)
            values[column] = isLost ? ill : healthy
            values[ordinals.count + column] = 900 + moving
        }
        let table = table(host, ordinals)
        store.accept(.page(Batch(target: tray, time: time, table: table, values: values, bytes: 1_000)))
    }

    private static func table(_ host: String, _ ordinals: [Int]) -> SeriesTable {
        let series = [MetricID.smActive, .powerWatts].flatMap { metric in
            ordinals.map {
                SeriesTable.Series(
                    name: "m\(metric.index)", labels: "gpu=\($0)", metric: metric, factor: 1, host: 0, gpu: $0)
            }
        }
        let blocks = stride(from: 0, to: series.count, by: SeriesList.blockSize).map {
            SeriesList.Block(Array(series[$0..<min($0 + SeriesList.blockSize, series.count)]))
        }
        return SeriesTable(
            series: SeriesList(blocks: blocks), hosts: [host], gpus: ordinals.map { (0, GPUIdentity(ordinal: $0)) })
    }
}
