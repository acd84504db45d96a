// How much of a hall can take a job, per rack and in all: whole, ragged, drained and planned racks, and a day without a fault.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct ReadinessTests {
    @Test func racksWholeNearlyAndInPart() {
        // Rack 1 whole, rack 2 with 16 of 18, rack 3 with 15, rack 4 not delivered yet.
        var plan = StandardHall.plan(gpus: 288)
        plan.targetGPUs = 13_800
        for (index, host) in plan.hosts.enumerated() {
            switch host.place?.rackTitle {
            case "A02" where host.place!.tray > 16: plan.hosts[index].life = .drained
            case "A03" where host.place!.tray > 15: plan.hosts[index].life = .drained
            case "A04": plan.hosts[index].life = .planned
            default: break
            }
        }
        let feed = SampleFeed(topology: Topology(plan), seed: 1, scenario: .none)
        feed.play(0..<4)
        let ready = feed.board.readiness
        #expect(ready.trays == [18, 16, 15, 0])
        #expect(ready.whole == (1, 72) && ready.nearly == (2, 72 + 64) && ready.any == (3, 72 + 64 + 60))
        #expect(ready.planned == 13_800 && ready.installed == 216)
        #expect(ready.racks.map(\.planned) == [72, 72, 72, 72] && ready.racks.map(\.installed) == [72, 72, 72, 0])
        #expect(ready.racks.reduce(0) { $0 + $1.reporting } == ready.reporting)
    }

    @Test func aFaultCostsItsTrayAndADayIsCounted() throws {
        let feed = SampleFeed(gpus: 144, seed: 1, scenario: .gpuOffBus)
        feed.play(0..<80)
        let rack = try #require(feed.hall.faults.first).trays.map { feed.hall.topology.trays[$0].rack }[0]
        #expect(feed.board.readiness.trays[rack] == 17 && feed.board.readiness.trays[1 - rack] == 18)
        #expect(feed.board.readiness.racks[rack].reporting == 71 && feed.board.readiness.burntIn == 0)
        feed.store.jump(to: feed.start + 86_480_000)
        feed.play(86_480..<86_484)
        let day = feed.board.readiness
        #expect(day.racks[1 - rack].burntIn == 72 && day.racks[rack].burntIn == 71, "\(day.racks)")
        #expect(day.burntIn == 143)
    }

    @Test func aRecordedBoardKeepsIt() {
        let feed = SampleFeed(gpus: 144, seed: 1, scenario: .none)
        feed.play(0..<3)
        let again = StoredBoard(feed.board).board(at: feed.board.moment)
        #expect(again.readiness == feed.board.readiness && again.readiness.racks.count == 2)
    }
}
