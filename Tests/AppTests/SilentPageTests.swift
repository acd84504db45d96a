// A page that never comes, of a host whose other page does: it stands with that host, loud, under what people call the host.

import Console
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App

struct SilentPageTests {
    static let start = Timestamp(milliseconds: 1_782_864_000_000)

    private static func target(_ port: Int, _ labels: [String: String]) -> TargetDescription {
        TargetDescription(
            url: "http://10.0.0.1:\(port)/metrics", address: "10.0.0.1", intervalMs: 1_000, labels: labels)
    }

    /// One page that calls its host `vm` and one that refuses, until the page has a place.
    private static func snapshot(_ labels: [String: String]) -> Snapshot {
        let targets = [target(9400, labels), target(9100, labels)]
        func topology(_ named: @escaping (Int) -> [(host: String, gpus: Int)]) -> Topology {
            Topology(WatchTopology.plan(targets, inventory: [], site: "", hall: "hall", named: named))
        }
        let store = Store(topology: topology { _ in [] }, catalogue: .standard, targets: targets, start: start)
        let series = SeriesTable.Series(
            name: "node_load1", labels: "", metric: .hostLoad1, factor: 1, host: 0, gpu: -1)
        let table = SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block([series])]), hosts: ["vm"], gpus: [])
        for second in 0..<5 {
            let time = start + Int64(second) * 1_000 + 300
            let values = PageValues()
            values.resize(to: 1)
            values[0] = Double(second)
            store.accept(.page(Batch(target: 1, time: time, table: table, values: values, bytes: 20)))
            store.accept(.failed(target: 0, time: time, .refused))
            _ = store.close(upTo: time + 1_100)
            if !store.discovered.isEmpty {
                store.adopt(topology: topology { store.named($0) }, targets: targets)
            }
        }
        return store.snapshot
    }

    @Test(arguments: [[:], ["rack": "B17", "tray": "7"], ["rack": "B17", "tray": "7", "host": "gpu-a"]])
    func standsWithItsHost(labels: [String: String]) throws {
        let snapshot = Self.snapshot(labels), topology = snapshot.topology
        #expect(topology.trays.map(\.host) == [labels["host"] ?? "vm"])
        #expect(snapshot.targets.map(\.tray) == [0, 0])
        if labels["rack"] != nil { #expect(topology.path(tray: 0) == "B17/t07") }
        #expect(snapshot.value(.hostLoad1, 0) == 4)
        let words = topology.trays.indices.flatMap { snapshot.targets(ofTray: $0) }.compactMap {
            snapshot.targets[$0].failure?.reason
        }
        #expect(words == ["connection refused"])
        // A host may have GPUs that nobody hears of: calm is what it is not.
        #expect(Health(snapshot).trayMarks == [.unanswered] && Health(snapshot).count(.critical) == 1)
    }

    /// Exporters in containers have addresses of their own: what was expected at the second one is no host once its page names the first.
    @Test func twoAddressesOfOneHostLeaveNoPhantom() {
        let targets = (1...2).map {
            TargetDescription(url: "http://10.0.0.\($0)/metrics", address: "10.0.0.\($0)", intervalMs: 1_000)
        }
        func topology(_ named: @escaping (Int) -> [(host: String, gpus: Int)]) -> Topology {
            Topology(WatchTopology.plan(targets, inventory: [], site: "", hall: "hall", named: named))
        }
        let store = Store(topology: topology { _ in [] }, catalogue: .standard, targets: targets, start: Self.start)
        #expect(store.topology.trays.count == 2)
        let metrics: [MetricID] = [.hostLoad1, .hostMemoryTotalBytes]
        let tables = metrics.map { metric in
            SeriesTable(
                series: SeriesList(blocks: [
                    SeriesList.Block([
                        SeriesTable.Series(name: "m", labels: "", metric: metric, factor: 1, host: 0, gpu: -1)
                    ])
                ]), hosts: ["vm"], gpus: [])
        }
        for second in 0..<6 {
            let time = Self.start + Int64(second) * 1_000 + 300
            for target in 0..<2 where second >= target * 2 {
                let values = PageValues()
                values.resize(to: 1)
                values[0] = Double(second)
                store.accept(.page(Batch(target: target, time: time, table: tables[target], values: values, bytes: 20)))
            }
            _ = store.close(upTo: time + 1_100)
            guard !store.discovered.isEmpty || store.hasMoved else { continue }
            store.adopt(topology: topology { store.named($0) }, targets: targets)
        }
        #expect(store.topology.trays.map(\.host) == ["vm"])
        #expect(store.snapshot.targets.map(\.tray) == [0, 0] && store.snapshot.trayState(0) == .fresh)
        #expect(metrics.map { store.snapshot.value($0, 0) } == [5, 5])
        #expect(!store.hasMoved)
    }
}
