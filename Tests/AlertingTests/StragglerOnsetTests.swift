// Since when a straggler is one: the first of its odd windows, of which only the beginning and the end are known.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct StragglerOnsetTests {
    /// One GPU of a rack draws less from a second on; others are braked between two seconds.
    private func hall(from begin: Int, seconds: Int, braked: Range<Int> = 0..<0) -> BatchHall {
        let hall = BatchHall(gpus: 72, [.powerWatts, .clockEvents])
        hall.play(0..<seconds) { metric, gpu, second in
            let isBraked = gpu < 40 && braked.contains(second)
            if metric == .clockEvents { return isBraked ? 0x88 : 0 }
            return (isBraked ? 500 : gpu == 70 && second >= begin ? 700 : 1_000) + Double((gpu * 7 + second) % 5)
        }
        return hall
    }

    private func straggler(_ hall: BatchHall) throws -> Alarm.Member {
        let alarm = try #require(hall.board.alarms.first { $0.family == .speed }, "\(hall.board.alarms.map(\.summary))")
        let member = try #require(alarm.members.first { $0.place == .gpu(70) })
        // Its age is never more than is known.
        #expect(alarm.since == (member.isFromFirst == true ? member.latest : member.since))
        return member
    }

    /// Windows of a minute from 00:00:01 on: it began in the second one.
    @Test func itBeganInTheFirstOfItsOddWindows() throws {
        let hall = hall(from: 75, seconds: 255), member = try straggler(hall)
        #expect(member.since == hall.start + 61_000 && member.latest == hall.start + 121_000)
        #expect(member.uncertaintyMs == 60_000 && member.isAround == true && member.isFromFirst == nil)
        let text = AlertReport(
            hall.board, AlertNotebook(), hall.store.snapshot.topology, now: Timestamp(milliseconds: 0)
        ).write(.text)
        #expect(text.contains("give or take 1m0s"), "\(text)")
    }

    /// A tenth slower for a quarter of a window is nothing that its mean shows: it began before the window that is odd.
    @Test func whatBeganLateInAWindowIsWithinTheDoubt() throws {
        let hall = BatchHall(gpus: 72, [.powerWatts])
        hall.play(0..<315) { _, gpu, second in
            (gpu == 70 && second >= 105 ? 900 : 1_000) + Double((gpu * 7 + second) % 5)
        }
        let member = try straggler(hall), began = hall.start + 105_000
        #expect(member.since == hall.start + 121_000, "\(member.since - hall.start)")
        #expect(member.since - member.uncertaintyMs <= began && began <= member.latest)
    }

    /// In the minute of a brake nobody is judged: it lies between the odd windows and does not shorten them.
    @Test func aWindowThatNobodyJudgedIsTimeAllTheSame() throws {
        let hall = hall(from: 75, seconds: 320, braked: 130..<150), member = try straggler(hall)
        #expect(member.since == hall.start + 61_000, "\(member.since - hall.start)")
    }

    @Test func ofTheFirstWindowNobodyKnowsWhatWasBefore() throws {
        let hall = hall(from: 0, seconds: 195), member = try straggler(hall)
        #expect(member.since == hall.start + 1_000 && member.isFromFirst == true)
    }
}
