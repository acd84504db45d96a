// Evidence of links of which no page tells the state: what is not known is not said to be well.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct CarrierEvidenceTests {
    /// The evidence of the alarm that stands once a number of the third host has risen by two.
    private func lines(_ rising: String, labels: String, others: [(name: String, value: Double)] = []) throws
        -> [EvidenceLine]
    {
        let hall = RuledHall(gpus: 72)
        let numbers = [(name: rising, value: 3.0)] + others
        let series = try numbers.map { name, _ in
            SeriesTable.Series(
                name: name, labels: labels, metric: try #require(Catalogue.standard.metric(named: name)), factor: 1,
                host: 0, gpu: -1)
        }
        for second in 0..<10 {
            for tray in hall.topology.trays.indices {
                let rise = tray == 2 && second >= 4 ? 2.0 : 0
                hall.take(
                    tray, second: second, afterMs: tray, hall.table(tray, series),
                    numbers.map { $0.name == rising ? $0.value + rise : $0.value })
            }
            hall.close(second: second)
        }
        var scene = Scene(snapshot: hall.store.snapshot, health: Health(hall.store.snapshot), mode: "test")
        scene.alerts = hall.board
        let alarm = try #require(hall.board.alarms.first { $0.family == .fabric }, "\(hall.board.alarms.map(\.name))")
        return Evidence(scene: scene, alarm: alarm).lines
    }

    @Test func aCarrierChangeSaysWhichLink() throws {
        let lines = try lines("host_net_carrier_changes", labels: "device=\"eth0\"")
        #expect(lines.map(\.label) == ["host"])
        #expect(lines[0].words == "end: A01/t03 eth0 5 changes since its boot", "\(lines.map(\.words))")
    }

    @Test func portsOfUnknownStateAreNotActive() throws {
        let lines = try lines("ib_integrity_errors", labels: "device=\"mlx5_0\",port=\"1\"")
        #expect(!lines.contains { $0.words.contains("active again") }, "\(lines.map(\.words))")
        #expect(lines.first?.words.hasPrefix("blind: no page exports InfiniBand worst port state") == true)
    }

    @Test func portsThatAreActiveAre() throws {
        let lines = try lines(
            "ib_integrity_errors", labels: "device=\"mlx5_0\",port=\"1\"", others: [("ib_port_state", 4)])
        #expect(lines.first?.words == "end: A01/t03 active again", "\(lines.map(\.words))")
    }
}
