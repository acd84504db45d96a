// A hall of eight racks in which one leak detector of one tray reports a leak: what no scenario of the simulator does.

import Alerting
import Console
import Facility
import Storage
import Telemetry

@testable import App

enum LeakHall {
    static let wet = 23
    private static let start = Timestamp(milliseconds: 1_782_864_000_000)

    static func scene() -> Scene {
        let topology = StandardHall.topology(gpus: 576)
        let targets = topology.trays.map {
            TargetDescription(url: "test://\($0.host)/redfish", address: $0.host, intervalMs: 1_000)
        }
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: start, hotSlots: 60)
        let engine = AlertEngine(RuleFiles.standard)
        let tables = topology.trays.map(table)
        var board = AlertBoard.empty
        for second in 0..<10 {
            for tray in topology.trays.indices {
                let values = PageValues()
                values.resize(to: 5)
                for gpu in 0..<4 { values[gpu] = 0.9 }
                values[4] = tray == wet && second >= 6 ? 3 : 1
                let time = start + Int64(second) * 1_000 + 100
                store.accept(
                    .page(Batch(target: tray, time: time, table: tables[tray], values: values, bytes: 1_000)))
            }
            if let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 300) {
                board = engine.evaluate(snapshot)
            }
        }
        var scene = Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "test")
        scene.alerts = board
        return scene
    }

    private static func table(_ tray: Tray) -> SeriesTable {
        let leak = Catalogue.standard.metric(named: "leak_health")!
        var series = (0..<4).map {
            SeriesTable.Series(name: "m", labels: "gpu=\"\($0)\"", metric: .smActive, factor: 1, host: 0, gpu: $0)
        }
        series.append(
            SeriesTable.Series(
                name: "redfish_chassis_leak_detector_health",
                labels: "leak_detector=\"Chassis_0_LeakDetector_1_ColdPlate\"", metric: leak, factor: 1, host: 0,
                gpu: -1))
        let gpus = (0..<4).map { ordinal -> (Int, GPUIdentity) in
            var identity = GPUIdentity(ordinal: ordinal)
            identity.job = "train-42"
            return (0, identity)
        }
        return SeriesTable(
            series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host], gpus: gpus)
    }
}
