// The members of an alarm, in order of time: what is the same of each is said once.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App
@testable import Console

struct RepeatedWordTests {
    /// A tray whose GPUs lose so many links.
    private func then(_ down: [Double]) throws -> String {
        let hall = BatchHall(gpus: 72, [.nvlinkLinksDown])
        hall.play(0..<8) { _, gpu, second in (4..<8).contains(gpu) && second >= 2 ? down[gpu - 4] : 0 }
        let snapshot = hall.store.snapshot
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "test")
        scene.alerts = hall.board
        let detail = AlarmDetail(scene: scene, alarm: try #require(hall.board.alarms.first), width: 150)
        let lines = detail.fit(detail.lines, height: 60).drop { $0.label != "then" }
        return lines.map(\.words).joined(separator: " ")
    }

    @Test func whatIsTheSameOfEachIsSaidOnce() throws {
        #expect(try then([2, 2, 2, 2]) == "A01/t02/g1 · A01/t02/g2 · A01/t02/g3")
    }

    @Test func whatDiffersIsSaid() throws {
        #expect(try then([2, 2, 3, 3]) == "A01/t02/g1 · A01/t02/g2 NVLink links down 3 · A01/t02/g3")
    }
}
