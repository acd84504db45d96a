// What an alarm's words must get right: a host's service is mended at the host, values that stand still are old, a wrong clock has one
// sign, and where nothing tells dark from cut off, nothing is claimed.

import Alerting
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App
@testable import Console

struct AlarmWordTests {
    private func evidence(_ feed: SampleFeed, _ alarm: Alarm) -> [EvidenceLine] {
        let snapshot = feed.store.snapshot
        return Evidence(scene: Scene(snapshot: snapshot, health: Health(snapshot), mode: "test"), alarm: alarm).lines
    }

    @Test func aFrozenPageIsAsOldAsItsLastChange() throws {
        let feed = SampleFeed(gpus: 216, seed: 11, scenario: .frozenExporter)
        feed.play(0..<150)
        let alarm = try #require(feed.board.alarms.first { $0.name == "PageFrozen" })
        #expect(alarm.nextStep.contains(#/ on A0\d\/t\d\d$/#), "\(alarm.nextStep)")
        let last = try #require(evidence(feed, alarm).first { $0.label == "last" })
        #expect(last.words.contains("unchanged since") && !last.words.hasSuffix("0.0 s"), "\(last.words)")
    }

    @Test func aDarkRowSaysWhatNobodyTellsAndHowFarItReaches() throws {
        let feed = SampleFeed(gpus: 1_440, seed: 5, scenario: .darkRow)
        feed.play(0..<80)
        let alarm = try #require(feed.board.alarms.first { $0.name == "HostSilent" })
        #expect(alarm.cause.hasPrefix("dark or its path lost: no BMC page tells"), "\(alarm.cause)")
        // As every screen spells such numbers.
        #expect(alarm.summary.contains("1,440 GPUs silent"), "\(alarm.summary)")
        let report = AlertReport(
            feed.board, AlertNotebook(), feed.store.snapshot.topology, now: Timestamp(milliseconds: 0)
        ).write(.text)
        #expect(report.contains("/1,440\n") && report.contains(" of 1,440 installed, 1,440 planned"), "\(report)")
        let lines = evidence(feed, alarm)
        let extent = try #require(lines.first { $0.label == "extent" })
        #expect(extent.words.hasPrefix("silent hosts: row A "), "\(extent.words)")
        #expect(lines.contains { $0.label == "BMC" && $0.words.hasPrefix("blind: ") })
    }
}
