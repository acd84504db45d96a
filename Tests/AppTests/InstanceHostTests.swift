// A target that never answers, whose `instance` label names a host of the inventory: it is that host's page, and no stranger.

import Alerting
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct InstanceHostTests {
    private static let start = Timestamp(milliseconds: 1_782_864_000_000)

    private static func target(_ address: String, _ labels: [String: String]) -> TargetDescription {
        TargetDescription(
            url: "http://\(address):9400/metrics", address: address, intervalMs: 1_000, labels: labels)
    }

    private func inventory(_ folder: Folder) throws -> [InventoryPart] {
        try InventoryFiles.parts([
            try folder.write(
                "inv.yml", "hall: h\nrows:\n- {row: A, racks: [A01]}\nracks:\n- {rack: A01, hosts: \"a01-c[01-18]\"}\n")
        ])
    }

    @Test func theLabelNamesTheHostUntilAPageDoes() throws {
        let folder = try Folder(), parts = try inventory(folder)
        let targets = [
            Self.target("10.0.0.4", ["instance": "a01-c04:9400"]), Self.target("10.0.0.5", ["instance": "x99:9400"]),
            Self.target("10.0.0.6", ["instance": "a01-c06:9400", "host": "a01-c07"]),
            Self.target("a01-c08", ["instance": "a01-c09"]), Self.target("10.0.0.1", [:]),
        ]
        let named = WatchTopology.named(targets, by: parts)
        #expect(named.map(\.address) == ["a01-c04", "10.0.0.5", "10.0.0.6", "a01-c08", "10.0.0.1"])
        #expect(named.map(\.url) == targets.map(\.url))
        #expect(WatchTopology.named(targets, by: []) == targets)
    }

    @Test func itIsSilentAndAStrangerIsNoRackForJobs() throws {
        let folder = try Folder(), parts = try inventory(folder)
        let targets = WatchTopology.named(
            [
                Self.target("10.0.0.4", ["instance": "a01-c04:9400"]), Self.target("x99", [:]),
            ], by: parts)
        let plan = WatchTopology.plan(targets, inventory: parts, site: "", hall: "h") {
            $0 == 1 ? [("x99", 4)] : []
        }
        let topology = Topology(plan)
        let tray = try #require(topology.tray(ofHost: "a01-c04")), stranger = try #require(topology.tray(ofHost: "x99"))
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: Self.start)
        let engine = AlertEngine(RuleFiles.standard)
        let series = (0..<4).map {
            SeriesTable.Series(name: "p", labels: "", metric: .powerWatts, factor: 1, host: 0, gpu: $0)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: ["x99"],
            gpus: (0..<4).map { (0, GPUIdentity(ordinal: $0)) })
        var board = AlertBoard.empty
        for second in 0..<20 {
            let time = Self.start + Int64(second) * 1_000 + 300, values = PageValues()
            values.resize(to: 4)
            for gpu in 0..<4 { values[gpu] = 900 + Double(second % 5) }
            store.accept(.failed(target: 0, time: time, .refused))
            store.accept(.page(Batch(target: 1, time: time, table: table, values: values, bytes: 100)))
            if let snapshot = store.close(upTo: time + 1_100) { board = engine.evaluate(snapshot) }
        }
        #expect(store.snapshot.targets[0].tray == tray && store.snapshot.trayState(tray) == .neverSeen)
        #expect(
            board.alarms.contains { $0.name == "HostRefuses" && $0.place == .tray(tray) },
            "\(board.alarms.map(\.summary))")
        #expect(store.snapshot.trayState(stranger) == .unexpected)
        let unexpected = board.alarms.first { $0.name == "UnexpectedHost" }
        #expect(unexpected?.memberCount == 4, "\(board.alarms.map(\.summary))")
        #expect(board.readiness.any == (0, 0))
    }
}
