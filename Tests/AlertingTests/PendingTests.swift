// What waits for its rule's time is listed as pending, then fires, and is never both at one place. A worse rule may name it by then.

import Alerting
import Console
import Facility
import Screen
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct PendingTests {
    @Test func pendingThenFiring() throws {
        let feed = SampleFeed(gpus: 216, seed: 11, scenario: .hotTray)
        var waited: AlertBoard?, fired: Alarm?
        feed.play(0..<150) { board in
            // A checkpoint makes a job's fall pending in any hall; it never fires.
            if waited == nil, board.waiting.contains(where: { $0.family == .heat }) { waited = board }
            if waited != nil { fired = fired ?? board.alarms.first { $0.family == .heat } }
            for alarm in board.waiting {
                #expect(alarm.phase == .pending && alarm.number == 0)
                let same = board.alarms.filter { $0.family == alarm.family }.flatMap(\.members).map(\.place)
                #expect(Set(same).isDisjoint(with: alarm.members.map(\.place)))
            }
        }
        let board = try #require(waited), alarm = try #require(fired, "\(board.waiting.map(\.name))")
        #expect(alarm.phase == .firing && alarm.since >= feed.hall.faults[0].begin - 1_000)
        expectToBeSaid(board, feed.store.snapshot)
    }

    private func expectToBeSaid(_ board: AlertBoard, _ snapshot: Snapshot) {
        var scene = Scene(snapshot: snapshot, health: Health(snapshot), mode: "demo")
        scene.alerts = board
        var state = ConsoleState()
        _ = state.apply(.view(.alerts), scene: scene)
        let canvas = Composer.compose(scene, state, width: 140, height: 45).canvas
        let lines = CanvasText.write(canvas, Lowering(depth: .truecolor)).split(separator: "\n")
        #expect(lines.contains { $0.contains(board.waiting[0].name) && $0.contains("pending") })
        let report = AlertReport(board, AlertNotebook(), snapshot.topology, now: Timestamp(milliseconds: 0))
        #expect(report.write(.text).contains("pending  \(board.waiting[0].placeName)  \(board.waiting[0].name)"))
        #expect(report.write(.json).contains("\"state\" : \"pending\""))
    }

    /// No alarm says nothing where no target answered: neither words nor zeros.
    @Test func silenceIsNotCalm() {
        let topology = Topology(site: "", hall: "hall", hosts: [HostEntry(name: "10.0.0.1", place: nil, gpus: 0)])
        var report = AlertReport(.empty, AlertNotebook(), topology, now: Timestamp(milliseconds: 0))
        #expect(report.write(.text).contains("no alarms"))
        #expect(report.write(.metrics).contains("vigie_alerts{severity=\"critical\"} 0"))
        report.silence = "no target answered"
        #expect(report.write(.text).contains("nothing is known: no target answered"))
        #expect(!report.write(.text).contains("no alarms"))
        #expect(!report.write(.metrics).contains("} 0"))
    }
}
