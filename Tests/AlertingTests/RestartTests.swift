// A host that restarts: while it is away nobody knows why; once it is back the same alarm says so, as old as its silence.

import Alerting
import Facility
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct RestartTests {
    /// What the board said of one fault, second by second.
    private struct Story {
        var names: [String] = [], numbers = Set<Int>(), keys = Set<String?>(), began = 0, ended = 0, most = 0

        mutating func note(_ board: AlertBoard, _ engine: AlertEngine) {
            most = max(most, board.alarms.count)
            for alarm in board.alarms {
                numbers.insert(alarm.number)
                keys.insert(alarm.firstKey)
                if names.last != alarm.name { names.append(alarm.name) }
            }
            began += engine.transitions.count { $0.began }
            ended += engine.transitions.count { !$0.began }
        }
    }

    private func play(_ scenario: Scenario, seed: UInt64, seconds: Int) -> (feed: SampleFeed, story: Story) {
        let feed = SampleFeed(gpus: 216, seed: seed, scenario: scenario)
        var story = Story()
        feed.play(0..<seconds) { story.note($0, feed.engine) }
        return (feed, story)
    }

    /// GPU page each second, the host's own every fifteen: the boot time is told last.
    @Test(arguments: [1, 2, 3, 4]) func itIsOneAlarmAsOldAsItsSilence(seed: UInt64) throws {
        let (feed, story) = play(.hostReboot, seed: seed, seconds: 150)
        #expect(story.names == ["HostRefuses", "HostRebooted"] && story.numbers.count == 1, "\(story)")
        #expect(story.began == 1 && story.ended == 0 && story.most == 1 && story.keys.count == 1, "\(story)")
        let alarm = try #require(feed.board.alarms.first), member = try #require(alarm.members.first)
        let fault = try #require(feed.hall.faults.first)
        #expect(alarm.since > fault.begin && alarm.since <= fault.begin + 5_000)
        #expect(member.since - member.uncertaintyMs <= fault.begin + 1_000 && member.uncertaintyMs <= 5_000)
        #expect(member.words.hasPrefix("rebooted 1"), "\(member.words)")
    }

    /// The host's other page answers after a while: then it is known that only the exporter is dead.
    @Test(arguments: [1, 2, 3]) func aDeadExporterIsOneAlarmToo(seed: UInt64) throws {
        let (feed, story) = play(.deadExporter, seed: seed, seconds: 110)
        #expect(story.names.last == "HostExporterDead" && story.numbers.count == 1, "\(story)")
        #expect(story.began == 1 && story.ended == 0, "\(story)")
        #expect(feed.board.alarms.first?.cause.contains("another page of the host answers") == true)
    }

    /// Who refuses and answers on no page is not said to have a dead exporter.
    @Test func whileItIsAwayNoCauseIsClaimed() throws {
        let (feed, _) = play(.deadTray, seed: 2, seconds: 90)
        let alarm = try #require(feed.board.alarms.first)
        #expect(alarm.name == "HostRefuses" && alarm.members.first?.words == "refuses connections, no page answers")
        #expect(alarm.cause.contains("or the host restarts"), "\(alarm.cause)")
    }

    /// Who answers with an error, a login or another page is neither dark nor dead.
    @Test(arguments: [
        ScrapeFailure.status(503), .status(401), .redirect(302), .tls("expired"), .empty, .notMetrics("HTML"),
    ])
    func whoAnswersIsNotSilent(failure: ScrapeFailure) throws {
        let hall = RuledHall(gpus: 72)
        let table = hall.table(
            0,
            (0..<4).map {
                SeriesTable.Series(name: "a", labels: "gpu=\($0)", metric: .smActive, factor: 1, host: 0, gpu: $0)
            })
        for second in 0..<40 {
            if second < 10 {
                hall.take(0, second: second, afterMs: 200, table, (0..<4).map { 0.8 + Double(second + $0) / 100 })
            } else {
                hall.fail(0, second: second, afterMs: 200, failure)
            }
            hall.close(second: second)
        }
        let alarm = try #require(hall.board.alarms.first { $0.place == .tray(0) }, "\(hall.board.alarms.map(\.name))")
        #expect(alarm.name == "PageUnusable" && alarm.severity == .warning)
        #expect(alarm.members.first?.words == "answers, but without metrics")
    }

    /// Nobody saw it go: the boot time alone tells when.
    @Test func aRebootBeforeTheFirstLookIsAsOldAsItsBoot() throws {
        let hall = RebootHall(gpus: 72)
        hall.play(0..<12) { $0 == 0 ? RebootHall.Restart(from: -100, to: -60) : nil }
        let alarm = try #require(hall.hall.board.alarms.first), member = try #require(alarm.members.first)
        #expect(alarm.name == "HostRebooted" && member.isFromFirst == nil && member.words == "rebooted")
        let age = RuledHall.start - alarm.since
        #expect((63_000...67_000).contains(age), "\(age)")
    }

    @Test func onlyAnAgeTellsABeginning() throws {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let text = "groups:\n- name: a\n  rules:\n  - {alert: A, of: host, when: host_load1>1, began: host_load1}\n"
        let faults = reader.read(try SourceText.decode(text, file: "a.yml"))
        #expect(faults.map(\.line) == [4] && faults.first?.reason.contains("in seconds") == true, "\(faults)")
    }
}
