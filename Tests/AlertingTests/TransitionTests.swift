// What the event log is told of alarms: an alarm that another one explains, or that grew into another, is not over.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct TransitionTests {
    @Test(arguments: [Scenario.gpuOffBus, .deadTray, .eccStorm, .xidStorm, .mixed])
    func nothingIsOverWhileItsPlaceIsSilent(_ scenario: Scenario) {
        let feed = SampleFeed(gpus: 432, seed: 5, scenario: scenario)
        var began = 0
        feed.play(0..<150) { _ in
            let snapshot = feed.store.snapshot
            for (alarm, isBegin) in feed.engine.transitions {
                began += isBegin ? 1 : 0
                guard !isBegin, [.silence, .xid].contains(alarm.family) else { continue }
                let silent = alarm.members.filter { member in
                    if case .gpu(let gpu) = member.place { snapshot.gpuState(gpu) == .gone } else { false }
                }
                #expect(silent.isEmpty, "\(alarm.name) is over while \(silent.map(\.place)) are gone")
            }
        }
        #expect(began > 0)
    }

    /// Each number that begins ends at most once, and only after it began.
    @Test(arguments: [Scenario.mixed, .hostReboot, .driverRollout]) func beginsAndEndsAlternate(_ scenario: Scenario) {
        let feed = SampleFeed(gpus: 432, seed: 7, scenario: scenario)
        var open = Set<Int>(), seen = Set<Int>()
        feed.play(0..<200) { board in
            for (alarm, isBegin) in feed.engine.transitions {
                if isBegin {
                    #expect(seen.insert(alarm.number).inserted, "\(alarm.name) began twice")
                    open.insert(alarm.number)
                } else {
                    #expect(open.remove(alarm.number) != nil, "\(alarm.name) ended without having begun")
                }
            }
            #expect(Set(board.alarms.map(\.number)).isSubset(of: open))
        }
    }
}
