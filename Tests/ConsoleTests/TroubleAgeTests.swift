// A trouble is as old as states and alarms say, whoever looks and whatever he looked at before.

import Alerting
import Console
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct TroubleAgeTests {
    @Test func agesComeFromStatesAndAlarms() throws {
        var options = DemoOptions()
        options.gpus = 576
        options.seed = 2
        let feed = options.feed(options.topology)
        let store = Store(
            topology: options.topology, catalogue: .standard, targets: feed.targets, start: options.start, hotSlots: 90)
        let engine = AlertEngine(RuleFiles.standard)
        var board = AlertBoard.empty
        for second in 0..<80 {
            let from = options.start + Int64(second) * 1_000
            feed.play(from: from, to: from + 1_000, into: store)
            if let snapshot = store.close(upTo: from + 1_300) { board = engine.evaluate(snapshot) }
        }
        // Who comes now has seen nothing before.
        var scene = Scene(snapshot: store.snapshot, health: Health(store.snapshot), mode: "test")
        let unaided = scene.health.troubles.count { scene.since($0) != nil }
        scene.alerts = board
        let ages = scene.health.troubles.map { scene.since($0) }
        #expect(ages.count { $0 != nil } > unaided)
        #expect(ages.allSatisfy { $0.map { $0 <= store.snapshot.moment } ?? true })
        for alarm in board.alarms {
            for member in alarm.members where alarm.family == .xid || alarm.family == .nvlink {
                for trouble in scene.health.troubles where trouble.place == member.place && trouble.since == nil {
                    let isOfIt = trouble.mark == (alarm.family == .xid ? .fault : .link)
                    #expect(!isOfIt || scene.since(trouble).map { $0 <= member.since } == true)
                }
            }
        }
    }
}
