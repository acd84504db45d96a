// Causes that strike many at once, each as few alarms with the right place: one seed each here, many seeds in the soak.

import Alerting
import Facility
import Foundation
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct CauseTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let scenario: Scenario
        let family: Family
        let scopes: Set<Scope>
        let seconds: Int
        var testDescription: String { scenario.rawValue }
    }

    static let cases = [
        Case(scenario: .managementSwitch, family: .silence, scopes: [.rack, .management], seconds: 75),
        Case(scenario: .coolantFlow, family: .heat, scopes: [.loop], seconds: 170),
        Case(scenario: .powerBrake, family: .power, scopes: [.feed], seconds: 75),
        Case(scenario: .nvlinkSwitch, family: .nvlink, scopes: [.rack], seconds: 75),
        Case(scenario: .leafFlap, family: .fabric, scopes: [.leaf, .unit], seconds: 100),
        Case(scenario: .jobDeath, family: .xid, scopes: [], seconds: 120),
        Case(scenario: .driverRollout, family: .silence, scopes: [], seconds: 110),
    ]

    static var seeds: Range<UInt64> {
        1..<(1 + (ProcessInfo.processInfo.environment["VIGIE_SEEDS"].flatMap { UInt64($0) } ?? 1))
    }

    @Test(arguments: cases) func oneCauseIsAtMostTwoAlarmsAndTheFirstIsRight(_ item: Case) {
        var right = 0
        for seed in Self.seeds {
            let feed = SampleFeed(gpus: Self.isSoak ? 3_456 : 1_152, seed: seed, scenario: item.scenario)
            feed.play(0..<item.seconds)
            let alarms = feed.board.alarms.filter { $0.severity >= .warning }
            let listing = alarms.map { "\($0.name) \($0.placeName) \($0.memberCount)/\($0.memberTotal)" }
            #expect(alarms.count >= 1 && alarms.count <= 2, "\(item.scenario) seed \(seed): \(listing)")
            guard let first = alarms.first else { continue }
            if !item.scopes.isEmpty, !(first.scope.map { item.scopes.contains($0) } ?? false) {
                print(item.scenario, seed, listing)
            }
            let fits = first.family == item.family || (item.scenario == .driverRollout && first.family == .host)
            let scoped = item.scopes.isEmpty || first.scope.map { item.scopes.contains($0) } ?? false
            if fits && scoped && strikes(first, feed) { right += 1 }
        }
        #expect(Double(right) >= 0.9 * Double(Self.seeds.count), "\(item.scenario): \(right) of \(Self.seeds.count)")
        print("\(item.scenario.rawValue): suspected cause first in \(right) of \(Self.seeds.count) seeds")
    }

    /// Many seeds and large halls: `Scripts/soak` asks for them.
    static let isSoak = ProcessInfo.processInfo.environment["VIGIE_SEEDS"] != nil

    /// Whether the alarm's first member stands where the fault was planted.
    private func strikes(_ alarm: Alarm, _ feed: SampleFeed) -> Bool {
        guard let fault = feed.hall.faults.first, let member = alarm.members.first else { return false }
        let topology = feed.hall.topology
        let tray: Int
        switch member.place {
        case .gpu(let gpu): tray = Int(topology.trayOfGPU[gpu])
        case .tray(let index): tray = index
        default: return false
        }
        if fault.kind == .jobDeath { return tray == fault.trays[fault.trays.count / 2] }
        return fault.trays.contains(tray)
    }

    @Test func aHealthyHallIsQuiet() {
        let feed = SampleFeed(gpus: 576, seed: 3, scenario: .none)
        var worst = 0
        feed.play(0..<(Self.isSoak ? 86_400 : 200)) { worst = max(worst, $0.alarms.count) }
        #expect(worst == 0, "\(feed.board.alarms.map(\.summary))")
    }

    @Test(arguments: [Scenario.darkHall, .darkRow, .xidStorm]) func storms(_ scenario: Scenario) {
        let feed = SampleFeed(gpus: Self.isSoak ? 13_800 : 1_440, seed: 5, scenario: scenario)
        var most = 0
        feed.play(0..<80) { most = max(most, $0.alarms.count) }
        #expect(most >= 1 && most <= 20, "\(scenario): \(most)")
        #expect(
            feed.board.alarms.first.map { $0.memberCount > 1_000 || scenario == .xidStorm && $0.memberCount > 400 }
                ?? false)
    }

    @Test func aSlowGPUIsNamedAfterThreeWindows() {
        var named = 0
        for seed in Self.seeds {
            let feed = SampleFeed(gpus: Self.isSoak ? 13_800 : 288, seed: seed, scenario: .slowGPU)
            feed.play(0..<390)
            guard case .gpu(let slow)? = feed.hall.faults.first?.place else { continue }
            if feed.engine.stragglers.prefix(3).contains(where: { $0.gpu == slow }),
                feed.board.alarms.contains(where: {
                    $0.family == .speed && $0.members.contains { $0.place == .gpu(slow) }
                })
            {
                named += 1
            }
        }
        #expect(Double(named) >= 0.95 * Double(Self.seeds.count))
    }

    @Test(arguments: [
        (Scenario.gpuOffBus, "GPUGone"), (.deadTray, "HostExporterDead"), (.darkRack, "HostSilent"),
        (.hotTray, "ThermalMarginGone"),
        (.nvlinkDown, "NVLinkDown"), (.eccStorm, "ECCUncorrected"), (.throttling, "PowerBrake"),
        (.frozenExporter, "PageFrozen"),
        (.linkXID, "XIDLink"), (.deadExporter, "HostExporterDead"), (.hostMemory, "HostMemoryOut"),
        (.diskFull, "HostDiskOut"),
        (.clockWrong, "HostClockWrong"), (.hostReboot, "HostRebooted"), (.jobHang, "JobHangs"),
        (.memoryHot, "MemoryTooHot"),
    ])
    func everyFaultHasItsAlarmAtItsPlace(_ scenario: Scenario, _ name: String) {
        let feed = SampleFeed(gpus: Self.isSoak ? 1_440 : 216, seed: 11, scenario: scenario)
        var seen: Alarm?
        feed.play(0..<150) { board in seen = seen ?? board.alarms.first { $0.name == name } }
        let names = feed.board.alarms.map { "\($0.name) \($0.placeName)" }
        guard let seen else {
            Issue.record("\(scenario): no \(name), but \(names)")
            return
        }
        let fault = feed.hall.faults[0]
        let trays = Set(
            seen.members.map { member -> Int in
                switch member.place {
                case .gpu(let gpu): Int(feed.hall.topology.trayOfGPU[gpu])
                case .tray(let tray): tray
                default: -1
                }
            })
        #expect(trays.isSubset(of: fault.trays), "\(scenario): \(names)")
        #expect(!seen.cause.isEmpty && !seen.nextStep.isEmpty && !seen.summary.isEmpty)
    }
}
