// An alarm that only goes on, by a clear condition, `keep_firing_for` or a latch, does not show its last bad value as the present one.

import Alerting
import Simulator
import Storage
import Telemetry
import Testing
import Trials

@testable import App

struct LingeringTests {
    private func book(_ rule: String) throws -> RuleBook {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let faults = reader.read(
            try SourceText.decode("groups:\n- name: g\n  rules:\n  - \(rule)\n", file: "r.yml"))
        #expect(faults.isEmpty, "\(faults)")
        return reader.book
    }

    @Test(arguments: ["keep_firing_for: 1m", "clear: temp_celsius<50", "latched: true"])
    func itSaysSinceWhenItIsOverAndWhatItIsNow(how: String) throws {
        let hall = BatchHall(
            gpus: 72, [.tempCelsius],
            book: try book(
                "{alert: Hot, when: temp_celsius>85, \(how), annotations: {summary: \"{{place}} {{value}}\"}}"))
        func play(_ seconds: Range<Int>) {
            hall.play(seconds) { _, gpu, second in gpu == 6 && second < 20 ? 92 : 60 + Double((gpu + second) % 3) }
        }
        play(0..<15)
        var alarm = try #require(hall.board.alarms.first)
        #expect(alarm.summary == "A01/t02/g2 92 °C" && alarm.quietSince == nil)
        play(15..<31)
        alarm = try #require(hall.board.alarms.first)
        #expect(alarm.summary == "A01/t02/g2 60 °C now, 92 °C before", "\(alarm.summary)")
        // The slot that ends at 20 s was the last one hot.
        #expect(alarm.quietSince == hall.start + 20_000)
        let text = AlertReport(
            hall.board, AlertNotebook(), hall.store.snapshot.topology, now: Timestamp(milliseconds: 0)
        ).write(.text)
        #expect(text.contains(", its condition no longer holds since "), "\(text)")
    }

    /// A rule of few words still says where, how many and what.
    @Test func aRuleWithoutWordsSaysItsCondition() throws {
        let hall = BatchHall(gpus: 72, [.tempCelsius], book: try book("{alert: Hot, when: temp_celsius>85}"))
        hall.play(0..<5) { _, gpu, second in gpu == 6 ? 92 : 60 + Double(second % 3) }
        #expect(hall.board.alarms.first?.summary == "A01/t02/g2: 1 GPU, temp_celsius>85")
    }

    /// The code comes first, the GPU is gone some seconds later: one alarm, as old as the code, with what was said of it.
    @Test(arguments: [1, 5, 9]) func aLostGPUIsAsOldAsTheCodeBeforeIt(seed: UInt64) throws {
        let feed = SampleFeed(gpus: 288, seed: seed, scenario: .gpuOffBus)
        let fault = try #require(feed.hall.faults.first)
        var key: String?, first: Timestamp?
        feed.play(0..<120) { board in
            guard let alarm = board.alarms.first else { return }
            key = key ?? alarm.key
            first = first ?? alarm.since
            #expect(alarm.since == first && alarm.keys.contains(key!), "\(alarm.name)")
        }
        let alarm = try #require(feed.board.alarms.first)
        #expect(alarm.name == "GPUGone" && feed.board.alarms.count == 1)
        #expect(alarm.since > fault.begin && alarm.since <= fault.begin + 2_000)
        #expect(alarm.members.first?.words.hasPrefix("XID 79") == true && alarm.lead?.words == "vanished")
    }

    /// Its hosts come back one by one: what is over was as large as it ever was.
    @Test func whatIsOverKeepsItsExtent() throws {
        let hall = BatchHall(
            gpus: 288, [.tempCelsius], book: try book("{alert: Hot, when: temp_celsius>85, group_by: [rack]}"))
        hall.play(0..<60) { _, gpu, second in
            gpu < 72 && second >= 5 && second < 20 + gpu / 4 ? 92 : 60 + Double((gpu + second) % 3)
        }
        let over = try #require(hall.board.resolved.first)
        #expect(hall.board.alarms.isEmpty && over.memberCount == 72 && over.placeName == "A01", "\(over)")
    }
}
