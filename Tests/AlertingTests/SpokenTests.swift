// What a person said of an alarm holds for what it was then: later members of a leak, twice as many places, a wider place are heard again.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct SpokenTests {
    private func hall(_ rule: String) throws -> BatchHall {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let faults = reader.read(
            try SourceText.decode(
                "groups:\n- name: g\n  rules:\n  - {alert: Hot, when: temp_celsius>85, \(rule)}\n", file: "r.yml"))
        #expect(faults.isEmpty, "\(faults)")
        return BatchHall(gpus: 288, [.tempCelsius], book: reader.book)
    }

    private func play(_ hall: BatchHall, _ seconds: Range<Int>, hot: [Int: Range<Int>]) {
        hall.play(seconds) { _, gpu, second in
            hot[gpu]?.contains(second) ?? false ? 92 : 60 + Double((gpu + second) % 3)
        }
    }

    private func note(_ action: AlertNote.Action, _ key: String, _ time: Timestamp) -> AlertNotebook {
        AlertNotebook([
            AlertNote(
                time: time, author: "ann", action: action, key: key, until: action == .mute ? time + 3_600_000 : nil)
        ])
    }

    /// One that a person has seen ends once it is over there; another one elsewhere neither ends with it nor holds it.
    @Test func aLatchEndsWithItsOwnPlacesAlone() throws {
        let hall = try hall("latched: true, group_by: [tray]"), hot = [6: 5..<15, 5: 25..<40, 200: 5..<100]
        play(hall, 0..<20, hot: hot)
        let first = try #require(hall.board.alarms.first { $0.members.contains { $0.place == .gpu(6) } })
        let seen = hall.start + 20_000
        #expect(note(.acknowledge, first.key, seen).acknowledgement(of: first) != nil)
        play(hall, 20..<50, hot: hot)
        let grown = try #require(hall.board.alarms.first { $0.number == first.number })
        #expect(grown.memberCount == 2)
        #expect(note(.acknowledge, first.key, seen).acknowledgement(of: grown) == nil)
        func stands(_ time: Timestamp) -> Bool {
            _ = hall.engine.evaluate(hall.store.snapshot, acknowledged: [grown.key: time])
            return hall.engine.evaluate(hall.store.snapshot).alarms.contains { $0.number == first.number }
        }
        #expect(stands(seen), "the second leak began later")
        #expect(!stands(hall.start + 50_000), "all of it was seen, and is dry")
        #expect(
            hall.engine.evaluate(hall.store.snapshot).alarms.contains { $0.members.contains { $0.place == .gpu(200) } })
    }

    /// A GPU was acknowledged, or muted, and then its whole rack is struck.
    @Test func whatGrewIsHeardAgain() throws {
        let hall = try hall("group_by: [tray, rack]")
        play(hall, 0..<10, hot: [6: 5..<60])
        let one = try #require(hall.board.alarms.first), said = hall.start + 10_000
        #expect(note(.acknowledge, one.key, said).acknowledgement(of: one) != nil)
        #expect(note(.mute, one.key, said).mute(of: one, at: said + 1) != nil)
        var hot = [6: 5..<60]
        for gpu in 0..<72 where gpu != 6 { hot[gpu] = 12..<60 }
        play(hall, 10..<20, hot: hot)
        let rack = try #require(hall.board.alarms.first)
        #expect(rack.number == one.number && rack.memberCount == 72 && rack.firstKey == one.key)
        #expect(note(.acknowledge, one.key, said).acknowledgement(of: rack) == nil)
        #expect(note(.mute, one.key, said).mute(of: rack, at: said + 10_000) == nil)
        #expect(note(.mute, rack.key, said).mute(of: rack, at: said + 10_000) != nil)
    }
}
