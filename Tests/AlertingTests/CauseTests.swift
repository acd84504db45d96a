// Causes that strike many at once, each as few alarms with the right place: one seed each here, fifty in the soak.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct CauseTests {
    @Test(arguments: CauseTrial.all.map(\.scenario)) func oneCauseIsAtMostTwoAlarmsAndTheFirstIsRight(
        _ scenario: Scenario
    )
        throws
    {
        let trial = try #require(CauseTrial.all.first { $0.scenario == scenario })
        let feed = SampleFeed(gpus: 1_152, seed: 1, scenario: scenario)
        feed.play(0..<trial.seconds)
        let verdict = trial.judge(feed.board, feed.hall)
        #expect(verdict.isFew && verdict.isRight, "\(scenario): \(verdict.listing)")
    }

    /// Also while it unfolds: a roll-out comes to new racks all the time.
    @Test(arguments: [1, 2, 3]) func aRollOutIsNeverMoreThanTwoAlarms(seed: UInt64) throws {
        let trial = try #require(CauseTrial.all.first { $0.scenario == .driverRollout })
        let feed = SampleFeed(gpus: 1_152, seed: seed, scenario: .driverRollout)
        var most = 0, crowd = "", numbers = Set<Int>()
        feed.play(0..<trial.seconds) { board in
            let verdict = trial.judge(board, feed.hall)
            numbers.formUnion(board.alarms.map(\.number))
            if verdict.alarms > most { (most, crowd) = (verdict.alarms, verdict.listing) }
        }
        #expect((1...CauseTrial.mostAlarms).contains(most), "\(crowd)")
        #expect(numbers.count <= 2, "\(numbers)")
    }

    /// The job is on the first alarm, with who died first in it; that all others stopped is told under it.
    @Test(arguments: [1, 2, 3]) func aDeadJobIsTheJobAndItsFirst(seed: UInt64) throws {
        let trial = try #require(CauseTrial.all.first { $0.scenario == .jobDeath })
        let feed = SampleFeed(gpus: 1_152, seed: seed, scenario: .jobDeath, isOneJob: true)
        var most = 0, crowd = ""
        feed.play(0..<trial.seconds) { board in
            let verdict = trial.judge(board, feed.hall)
            if verdict.alarms > most { (most, crowd) = (verdict.alarms, verdict.listing) }
        }
        #expect((1...CauseTrial.mostAlarms).contains(most), "\(crowd)")
        let verdict = trial.judge(feed.board, feed.hall)
        #expect(verdict.isRight, "\(verdict.listing)")
        let alarm = try #require(feed.board.alarms.first)
        #expect(alarm.name == "XIDSerious" && alarm.jobs == [feed.hall.job(ofTray: 0)])
        #expect(alarm.consequences.contains { $0.hasPrefix("JobFell") }, "\(alarm.consequences)")
    }

    @Test func aHealthyHallIsQuiet() {
        let feed = SampleFeed(gpus: 576, seed: 3, scenario: .none)
        var worst = 0
        feed.play(0..<200) { worst = max(worst, $0.alarms.count) }
        #expect(worst == 0, "\(feed.board.alarms.map(\.summary))")
    }

    @Test(arguments: [Scenario.darkHall, .darkRow, .xidStorm]) func storms(_ scenario: Scenario) {
        let feed = SampleFeed(gpus: 1_440, seed: 5, scenario: scenario)
        var most = 0
        feed.play(0..<80) { most = max(most, $0.alarms.count) }
        #expect(most >= 1 && most <= 20, "\(scenario): \(most)")
        #expect(
            feed.board.alarms.first.map { $0.memberCount > 1_000 || scenario == .xidStorm && $0.memberCount > 400 }
                ?? false)
    }

    @Test func aSlowGPUIsNamedAfterThreeWindows() throws {
        let feed = SampleFeed(gpus: 288, seed: 1, scenario: .slowGPU)
        feed.play(0..<390)
        guard case .gpu(let slow)? = feed.hall.faults.first?.place else {
            Issue.record("no slow GPU was planted")
            return
        }
        #expect(feed.engine.stragglers.prefix(3).contains { $0.gpu == slow })
        let alarm = try #require(feed.board.alarms.first { $0.family == .speed })
        #expect(alarm.members.contains { $0.place == .gpu(slow) })
    }

    /// Who does not spin while its job hangs is unlike the job: that is the hang, not a slow GPU beside it.
    @Test func whoAHungJobWaitsForIsToldUnderTheHang() throws {
        let feed = SampleFeed(gpus: 288, seed: 3, scenario: .jobHang)
        feed.play(0..<330)
        let alarm = try #require(feed.board.alarms.first)
        let names = feed.board.alarms.map { "\($0.name) \($0.placeName)" }
        #expect(alarm.name == "JobHangs" && feed.board.alarms.count == 1, "\(names)")
        #expect(alarm.consequences.contains { $0.hasPrefix("Straggler") }, "\(alarm.consequences)")
    }

    @Test(arguments: [
        (Scenario.gpuOffBus, "GPUGone"), (.deadTray, "HostRefuses"), (.darkRack, "HostSilent"),
        (.hotTray, "ThermalMarginGone"),
        (.nvlinkDown, "NVLinkDown"), (.eccStorm, "ECCUncorrected"), (.throttling, "PowerBrake"),
        (.frozenExporter, "PageFrozen"),
        (.linkXID, "XIDLink"), (.deadExporter, "HostExporterDead"), (.hostMemory, "HostMemoryOut"),
        (.diskFull, "HostDiskOut"),
        (.clockWrong, "HostClockWrong"), (.hostReboot, "HostRebooted"), (.jobHang, "JobHangs"),
        (.memoryHot, "MemoryTooHot"),
    ])
    func everyFaultHasItsAlarmAtItsPlace(_ scenario: Scenario, _ name: String) {
        let feed = SampleFeed(gpus: 216, seed: 11, scenario: scenario)
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
