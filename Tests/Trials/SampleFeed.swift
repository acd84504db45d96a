// A synthetic hall whose values enter the store as batches, without pages: fast enough for many seeds.

import Alerting
import App
import Facility
import Simulator
import Storage
import Telemetry

/// One hall, its store and its alert engine, fed with a few metrics of every GPU and host. Used by one thread.
public final class SampleFeed {
    private let gpuMetrics: [(MetricID, (GPUSample) -> Double)] = [
        (.smActive, { Double($0.smActive) / 1e6 }), (.gpuUtil, { Double($0.utilPercent) / 100 }),
        (.tensorActive, { Double($0.tensor) / 1e6 }), (.powerWatts, { Double($0.powerMilliwatts) / 1000 }),
        (.tempCelsius, { Double($0.tempCelsius) }), (.tempMarginCelsius, { Double($0.marginCelsius) }),
        (.memoryTempCelsius, { Double($0.memoryTempCelsius) }), (.smClockHertz, { Double($0.smClockMHz) * 1e6 }),
        (.nvlinkBytesPerSecond, { Double($0.nvlinkUnits) * 1.024e6 }), (.nvlinkLinksDown, { Double($0.linksDown) }),
        (.xid, { Double($0.xid) }), (.eccSingleBit, { Double($0.eccSingleBit) }),
        (.eccDoubleBit, { Double($0.eccDoubleBit) }), (.clockEvents, { Double($0.clockEvents) }),
    ]
    /// Host metrics with the family whose fault changes them, the scale of its raw value, and the healthy number.
    private static let hostMetrics: [(name: String, family: String, scale: Double, usual: Double)] = [
        ("host_uptime_seconds", "node_boot_time_seconds", 1, 1_766_000_000),
        ("host_memory_total_bytes", "", 1, 9.6e11),
        ("host_memory_available_bytes", "node_memory_MemAvailable_bytes", 1, 5.6e11),
        ("host_disk_total_bytes", "", 1, 3.84e12),
        ("host_disk_available_bytes", "node_filesystem_avail_bytes", 1, 2.6e12),
        ("host_procs_blocked", "node_procs_blocked", 1, 0),
        ("host_clock_offset_seconds", "node_timex_offset_seconds", 1e-6, 1e-5),
        ("ib_port_state", "node_infiniband_state_id", 1, 4),
        ("ib_link_downed", "node_infiniband_link_downed_total", 1, 0),
    ]

    /// What is played.
    public let hall: SyntheticHall
    /// Where its values go.
    public let store: Store
    /// Asked once a second.
    public let engine: AlertEngine
    /// Beginning of slot 0.
    public let start: Timestamp
    /// What the engine said last.
    public private(set) var board = AlertBoard.empty
    private var gpuTables: [String: SeriesTable] = [:]
    private var hostTables: [Int: SeriesTable] = [:]
    private let values = PageValues()
    private let hostIDs: [MetricID]

    /// The standard hall of so many GPUs.
    public convenience init(
        gpus: Int, seed: UInt64, scenario: Scenario, book: RuleBook = RuleFiles.standard, isOneJob: Bool = false
    ) {
        self.init(
            topology: StandardHall.topology(gpus: gpus), seed: seed, scenario: scenario, book: book,
            isOneJob: isOneJob)
    }

    /// - Parameter isOneJob: every rack trains for the same job.
    public init(
        topology: Topology, seed: UInt64, scenario: Scenario, book: RuleBook = RuleFiles.standard,
        isOneJob: Bool = false
    ) {
        start = DemoOptions.defaultStart
        hall = SyntheticHall(topology: topology, seed: seed, scenario: scenario, start: start, isOneJob: isOneJob)
        store = Store(
            topology: topology, catalogue: .standard, targets: DemoOptions().feed(topology).targets, start: start)
        engine = AlertEngine(book)
        hostIDs = Self.hostMetrics.map { Catalogue.standard.metric(named: $0.name)! }
    }

    /// Plays whole seconds from one to another after the start, evaluating each.
    public func play(_ seconds: Range<Int>, each: (AlertBoard) -> Void = { _ in }) {
        for second in seconds {
            let time = start + Int64(second) * 1000
            for tray in hall.topology.trays.indices {
                readGPUs(tray, at: time + Int64(tray % 97) * 7 + 3)
                if second % 15 == tray % 15 || second < 1 { readHost(tray, at: time + Int64(tray % 89) * 7 + 5) }
            }
            guard let snapshot = store.close(upTo: time + 1_300) else { continue }
            board = engine.evaluate(snapshot)
            each(board)
        }
    }

    private func readGPUs(_ tray: Int, at time: Timestamp) {
        let (answer, moment) = hall.answer(.dcgm, tray: tray, at: time)
        guard case .page = answer else { return fail(tray * 2, answer, time) }
        let gpus = hall.topology.trays[tray].gpus
        let samples = gpus.map { hall.sample(gpu: $0, at: moment) }
        let present = samples.indices.filter { samples[$0].present }
        let key = "\(tray) \(present)"
        let table = gpuTables[key] ?? makeTable(tray, present)
        gpuTables[key] = table
        values.resize(to: gpuMetrics.count * present.count)
        for (row, metric) in gpuMetrics.enumerated() {
            for (column, index) in present.enumerated() {
                values[row * present.count + column] = metric.1(samples[index])
            }
        }
        store.accept(.page(Batch(target: tray * 2, time: time, table: table, values: values, bytes: 26_000)))
    }

    private func readHost(_ tray: Int, at time: Timestamp) {
        let (answer, _) = hall.answer(.node, tray: tray, at: time)
        guard case .page = answer else { return fail(tray * 2 + 1, answer, time) }
        let effects = hall.hostEffects(tray: tray, at: time)
        values.resize(to: Self.hostMetrics.count)
        for (index, metric) in Self.hostMetrics.enumerated() {
            values[index] = effects[metric.family].map { Double($0) * metric.scale } ?? metric.usual
        }
        let table = hostTables[tray] ?? makeHostTable(tray)
        hostTables[tray] = table
        store.accept(.page(Batch(target: tray * 2 + 1, time: time, table: table, values: values, bytes: 58_000)))
    }

    private func fail(_ target: Int, _ answer: SyntheticHall.Answer, _ time: Timestamp) {
        if case .refused = answer { return store.accept(.failed(target: target, time: time, .refused)) }
        store.accept(.failed(target: target, time: time, .connectTimeout))
    }

    private func makeTable(_ tray: Int, _ ordinals: [Int]) -> SeriesTable {
        let host = hall.topology.trays[tray].host
        let job = hall.job(ofTray: tray)
        let series = gpuMetrics.flatMap { metric in
            ordinals.map { ordinal in
                SeriesTable.Series(
                    name: "m\(metric.0.index)", labels: "", metric: metric.0, factor: 1, host: 0, gpu: ordinal,
                    isCounter: false, hasBlanks: true)
            }
        }
        let gpus = ordinals.map { ordinal -> (host: Int, identity: GPUIdentity) in
            var identity = GPUIdentity(ordinal: ordinal)
            identity.job = job
            identity.uuid = "GPU-\(tray)-\(ordinal)"
            return (0, identity)
        }
        return SeriesTable(series: Self.list(series), hosts: [host], gpus: gpus)
    }

    private func makeHostTable(_ tray: Int) -> SeriesTable {
        let series = hostIDs.map {
            SeriesTable.Series(
                name: "h\($0.index)", labels: "", metric: $0, factor: 1, host: 0, gpu: -1,
                isMoment: $0 == .hostUptimeSeconds)
        }
        return SeriesTable(series: Self.list(series), hosts: [hall.topology.trays[tray].host], gpus: [])
    }

    private static func list(_ series: [SeriesTable.Series]) -> SeriesList {
        SeriesList(
            blocks: stride(from: 0, to: series.count, by: SeriesList.blockSize).map {
                SeriesList.Block(Array(series[$0..<min($0 + SeriesList.blockSize, series.count)]))
            })
    }
}
