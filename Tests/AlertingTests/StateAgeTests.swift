// An alarm about a state is as old as that state is on every other screen; how much earlier it may have begun stands beside it.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct StateAgeTests {
    @Test(arguments: [
        (Scenario.darkRack, "HostSilent"), (.deadTray, "HostRefuses"), (.gpuOffBus, "GPUGone"),
        (.frozenExporter, "PageFrozen"),
    ]) func anAlarmOfALossIsAsOldAsTheState(_ scenario: Scenario, _ name: String) throws {
        let feed = SampleFeed(gpus: 288, seed: 3, scenario: scenario)
        feed.play(0..<110)
        let alarm = try #require(
            feed.board.alarms.first { $0.name == name }, "\(scenario): \(feed.board.alarms.map(\.summary))")
        let snapshot = feed.store.snapshot
        var checked = 0
        for member in alarm.members {
            let gpu: Int
            switch member.place {
            case .gpu(let index): gpu = index
            case .tray(let tray): gpu = snapshot.topology.trays[tray].gpus.lowerBound
            default: continue
            }
            guard !snapshot.gpuState(gpu).counts else { continue }
            // The first may show its first sign, a code; when the loss began is the lead's then.
            let since = member.place == alarm.lead?.place ? alarm.leadSince : member.since
            #expect(since == snapshot.gpuStateSince(gpu), "\(scenario) \(member.place)")
            checked += 1
        }
        #expect(checked > 0)
        // It did not begin after that, and what may have been before is said.
        let first = try #require(alarm.members.first), fault = try #require(feed.hall.faults.first)
        #expect(alarm.since == first.since)
        #expect(first.since - first.uncertaintyMs <= fault.begin + 3_000)
    }
}
