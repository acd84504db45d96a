// From a fault on the wire to its mark and its alarm: three seconds beyond the rule's own window and wait. In data time, by slots.

import Alerting
import Console
import Facility
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct FaultLatencyTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let scenario: Scenario
        let rule: String
        /// What the state or the rule needs to look at: two intervals of silence, three scrapes, five intervals.
        let windowMs: Int64
        var testDescription: String { scenario.rawValue }
    }

    static let limitMs: Int64 = 3_000
    /// A slot is shown this long after its end.
    static let lagMs: Int64 = 300

    static let cases = [
        Case(scenario: .nvlinkDown, rule: "NVLinkDown", windowMs: 0),
        Case(scenario: .nvlinkSwitch, rule: "NVLinkDown", windowMs: 0),
        Case(scenario: .linkXID, rule: "XIDLink", windowMs: 0),
        Case(scenario: .throttling, rule: "PowerBrake", windowMs: 0),
        Case(scenario: .powerBrake, rule: "PowerBrake", windowMs: 0),
        // The GPU stays on its page for three seconds with its XID, then is missed in three scrapes.
        Case(scenario: .gpuOffBus, rule: "GPUGone", windowMs: 6_000),
        Case(scenario: .deadTray, rule: "HostExporterDead", windowMs: 2_000),
        Case(scenario: .darkRack, rule: "HostSilent", windowMs: 2_000),
        Case(scenario: .frozenExporter, rule: "PageFrozen", windowMs: 5_000),
    ]

    @Test(arguments: cases) func withinThreeSeconds(_ item: Case) throws {
        let feed = SampleFeed(gpus: 576, seed: 4, scenario: item.scenario)
        let fault = try #require(feed.hall.faults.first)
        let rule = try #require(RuleFiles.standard.rule(named: item.rule))
        let begin = fault.begin - feed.start
        let last = Int((begin + item.windowMs + rule.forMs + Self.limitMs) / 1_000) + 3
        var marked: Int64?, fired: Int64?
        feed.play(0..<last) { board in
            let shown = board.moment - feed.start + Self.lagMs
            guard shown > begin else { return }
            if marked == nil {
                let health = Health(feed.store.snapshot)
                if fault.trays.contains(where: { health.trayMarks[$0].severity >= .warning }) { marked = shown }
            }
            let isThere = board.alarms.contains { alarm in
                alarm.name == item.rule || alarm.consequences.contains { $0.contains(item.rule) }
            }
            if fired == nil, isThere { fired = shown }
        }
        let mark = try #require(marked, "no mark") - begin, alarm = try #require(fired, "no \(item.rule)") - begin
        #expect(mark <= item.windowMs + Self.limitMs, "mark after \(mark) ms")
        #expect(alarm <= item.windowMs + rule.forMs + Self.limitMs, "alarm after \(alarm) ms, for \(rule.forMs)")
    }
}
