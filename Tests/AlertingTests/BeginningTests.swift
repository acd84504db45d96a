// Since when: how exactly a beginning is known, where nobody looked before or for a while.

import Alerting
import Simulator
import Storage
import Telemetry
import Testing

@testable import App

struct BeginningTests {
    @Test func whatTheFirstPageShowedMayBeOlder() throws {
        let hall = BatchHall(gpus: 72, [.nvlinkLinksDown])
        hall.play(0..<8) { _, gpu, _ in gpu == 5 ? 2 : 0 }
        let first = try #require(hall.board.alarms.first?.members.first)
        #expect(first.place == .gpu(5) && first.isFromFirst == true)
        let file = AlertReport(
            hall.board, AlertNotebook(), hall.store.snapshot.topology, now: Timestamp(milliseconds: 0)
        ).write(.text)
        #expect(file.contains("may be older"), "\(file)")
    }

    @Test func whatBeganBeforeOurEyesIsKnownToAnInterval() throws {
        let hall = BatchHall(gpus: 72, [.nvlinkLinksDown])
        hall.play(0..<12) { _, gpu, second in gpu == 5 && second >= 4 ? 2 : 0 }
        let first = try #require(hall.board.alarms.first?.members.first)
        #expect(first.isFromFirst == nil && first.uncertaintyMs == 1_000)
        #expect(first.since > hall.start + 3_000 && first.since <= hall.start + 5_000)
    }

    /// Nobody looked for ten seconds: it may have begun at any time in them.
    @Test func aGapIsDoubt() throws {
        let hall = BatchHall(gpus: 72, [.nvlinkLinksDown])
        hall.play(0..<5) { _, _, _ in 0 }
        hall.store.jump(to: hall.start + 15_000)
        hall.play(15..<20) { _, gpu, _ in gpu == 5 ? 2 : 0 }
        let first = try #require(hall.board.alarms.first?.members.first)
        #expect(first.uncertaintyMs >= 10_000 && first.since - first.uncertaintyMs <= hall.start + 5_000)
    }

    /// The time that a line says is the lead rule's, and so is the doubt about it.
    @Test func theLeadRuleKnowsItsOwnTime() throws {
        let hall = BatchHall(gpus: 72, [.tempMarginCelsius])
        var plain = PlainAlarms(), lines: [String] = []
        hall.play(0..<90, each: { lines += plain.lines($0) { "\(($0 - hall.start) / 1_000)" } }) { _, gpu, second in
            gpu == 5 ? (second >= 80 ? -4 : 4) : 40
        }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.name == "ThermalMarginGone" && alarm.since < hall.start + 6_000)
        #expect(alarm.members.first?.isFromFirst == true)
        #expect(lines.first?.contains("ThermalMarginLow since 0 or before: ") == true, "\(lines)")
        #expect(lines.last?.contains("ThermalMarginGone since 80: ") == true, "\(lines)")
        let lead = try #require(alarm.lead)
        #expect(lead.since > hall.start + 79_000 && lead.since == alarm.leadSince && lead.uncertaintyMs == 1_000)
    }
}
