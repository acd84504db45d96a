// From a fault on the wire to its mark and its alarm: three seconds beyond the rule's own window and wait. In data time, by slots.

import Alerting
import Console
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct FaultLatencyTests {
    @Test(arguments: MarkTrial.all.map(\.scenario)) func withinThreeSeconds(_ scenario: Scenario) throws {
        let item = try #require(MarkTrial.all.first { $0.scenario == scenario })
        let feed = SampleFeed(gpus: 576, seed: 4, scenario: item.scenario)
        let fault = try #require(feed.hall.faults.first)
        let rule = try #require(RuleFiles.standard.rule(named: item.rule))
        let begin = fault.begin - feed.start
        let last = Int((begin + item.windowMs + rule.forMs + MarkTrial.limitMs) / 1_000) + 3
        var marked: Int64?, fired: Int64?
        feed.play(0..<last) { board in
            let shown = board.moment - feed.start + MarkTrial.lagMs
            guard shown > begin else { return }
            if marked == nil {
                let health = Health(feed.store.snapshot)
                if fault.trays.contains(where: { health.trayMarks[$0].severity >= .warning }) { marked = shown }
            }
            if fired == nil, item.speaks(on: board) { fired = shown }
        }
        let mark = try #require(marked, "no mark") - begin, alarm = try #require(fired, "no \(item.rule)") - begin
        #expect(mark <= item.windowMs + MarkTrial.limitMs, "mark after \(mark) ms")
        #expect(alarm <= item.windowMs + rule.forMs + MarkTrial.limitMs, "alarm after \(alarm) ms, for \(rule.forMs)")
    }
}
