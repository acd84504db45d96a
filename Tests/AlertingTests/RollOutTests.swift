// A roll-out that walks from rack to rack is one story; what is none of it, and who does not come back from it, are told apart.

import Alerting
import Facility
import Storage
import Telemetry
import Testing

@testable import App

struct RollOutTests {
    /// One rack after another every 15 s, each down for 40 s.
    private func walk(_ tray: Int, _ topology: Topology, racks: Int = 4) -> RebootHall.Restart? {
        let rack = topology.trays[tray].rack
        return rack < racks ? RebootHall.Restart(from: 10 + 15 * rack, to: 50 + 15 * rack) : nil
    }

    @Test func itIsOneAlarmFromItsFirstRackToItsLast() throws {
        let hall = RebootHall(gpus: 288), topology = hall.topology
        var most = "", crowd = 0, numbers = Set<Int>(), began = 0, ended = 0
        hall.play(
            0..<130,
            each: { board in
                numbers.formUnion(board.alarms.map(\.number))
                began += hall.hall.engine.transitions.count { $0.began }
                ended += hall.hall.engine.transitions.count { !$0.began }
                if board.alarms.count > crowd {
                    crowd = board.alarms.count
                    most = board.alarms.map { "\($0.name) \($0.placeName)" }.joined(separator: "; ")
                }
            }
        ) { walk($0, topology) }
        #expect(crowd == 1 && numbers.count == 1 && began == 1 && ended == 0, "\(crowd): \(most)")
        let alarm = try #require(hall.hall.board.alarms.first)
        #expect(alarm.name == "HostRebooted" && alarm.scope == .hall && alarm.memberCount == 288)
        #expect(alarm.summary.contains("4 racks so far, A01 to A04;"), "\(alarm.summary)")
        #expect(alarm.key == "restart/\(topology.hall)" && alarm.firstKey == "silence/A01")
        // Who comes first is as old as the alarm, not as the page that told of its boot.
        let report = report(hall)
        #expect(report.contains(", first A01/") && report.contains("(rebooted 3"), "\(report)")
        // It is as old as its first host, although that one answers again.
        #expect(alarm.since >= hall.hall.time(10, 0) && alarm.since <= hall.hall.time(14, 0))
    }

    /// The rule tells of a restart for five minutes: that nobody is away any more is said from the last one's return.
    @Test func whenEverybodyIsBackItSaysSo() throws {
        let hall = RebootHall(gpus: 288), topology = hall.topology
        var quiet = Set<Timestamp?>(), second = 0
        hall.play(
            0..<380,
            each: { board in
                if (100..<380).contains(second) { quiet.formUnion(board.alarms.map(\.quietSince)) }
                if second == 80 {
                    #expect(board.alarms.first?.quietSince == nil)
                    #expect(board.alarms.first?.summary.contains("hosts of it away now") == true)
                }
                second += 1
            }
        ) { walk($0, topology) }
        let alarm = try #require(hall.hall.board.alarms.first), since = try #require(alarm.quietSince)
        // The last rack answers again from second 95 on.
        #expect(quiet.count == 1 && since >= hall.hall.time(95, 0) && since <= hall.hall.time(98, 0))
        #expect(alarm.summary.hasSuffix(", no host of it is away now"), "\(alarm.summary)")
        // Who comes first among those it lists now did not begin it, and nobody says so.
        let report = report(hall)
        #expect(report.contains("Z, first now A0") && report.contains("Z, no host of it away since 20"), "\(report)")
    }

    private func report(_ hall: RebootHall) -> String {
        AlertReport(hall.hall.board, AlertNotebook(), hall.topology, now: Timestamp(milliseconds: 0)).write(.text)
    }

    /// The first rack alone is no walk: its words are those of a rack.
    @Test func aRackThatRestartsAloneIsARack() throws {
        let hall = RebootHall(gpus: 288), topology = hall.topology
        var crowd = 0
        hall.play(0..<90, each: { crowd = max(crowd, $0.alarms.count) }) { walk($0, topology, racks: 1) }
        let alarm = try #require(hall.hall.board.alarms.first)
        #expect(crowd == 1 && alarm.placeName == "A01" && alarm.memberCount == 72 && alarm.memberTotal == 72)
        #expect(alarm.name == "HostRebooted" && !alarm.summary.contains("so far"), "\(alarm.summary)")
    }

    /// The others took 40 s: after twice that and a minute it is missed, until then it is part of the story.
    @Test func whoDoesNotComeBackIsToldApart() throws {
        let hall = RebootHall(gpus: 288), topology = hall.topology
        var alone: Alarm?, aloneFrom = 0, second = 0
        hall.play(
            0..<200,
            each: { board in
                if alone == nil, board.alarms.count > 1 {
                    (alone, aloneFrom) = (board.alarms.first { $0.scope == nil }, second)
                }
                second += 1
            }
        ) { tray in tray == 3 ? RebootHall.Restart(from: 10, to: 10_000) : walk(tray, topology) }
        let found = try #require(alone)
        #expect((140...165).contains(aloneFrom), "after \(aloneFrom) s")
        #expect(found.name == "HostRefuses" && found.place == .tray(3) && found.members.map(\.place) == [.tray(3)])
        #expect(found.summary.contains("did not come back"), "\(found.summary)")
        let board = hall.hall.board
        #expect(board.alarms.count == 2, "\(board.alarms.map(\.summary))")
        let story = try #require(board.alarms.first { $0.scope != nil })
        #expect(!story.members.contains { $0.place == .tray(3) } && story.number != found.number)
        // It keeps its number.
        #expect(board.alarms.contains { $0.number == found.number && $0.members.map(\.place) == [.tray(3)] })
    }

    /// Half a rack that stays silent is a group, and is missed all the same.
    @Test func aRackThatDoesNotComeBackIsNotHidden() throws {
        let hall = RebootHall(gpus: 288), topology = hall.topology
        hall.play(0..<240) { tray in
            topology.trays[tray].rack == 1 && tray % 2 == 0
                ? RebootHall.Restart(from: 25, to: 10_000) : walk(tray, topology)
        }
        let board = hall.hall.board
        let missed = try #require(
            board.alarms.first { $0.name == "HostRefuses" }, "\(board.alarms.map(\.summary))")
        #expect(missed.scope == .rack && missed.placeName == "A02" && missed.memberCount == 36)
        #expect(board.alarms.count == 2 && missed.summary.contains("did not come back"), "\(missed.summary)")
    }

    @Test func aDeadExporterAndARebootElsewhereAreTwo() {
        let hall = RebootHall(gpus: 288)
        hall.play(0..<60) { tray in
            switch tray {
            case 2: RebootHall.Restart(from: 10, to: 10_000)
            case 60: RebootHall.Restart(from: 15, to: 20)
            default: nil
            }
        }
        let alarms = hall.hall.board.alarms
        #expect(Set(alarms.map(\.name)) == ["HostRefuses", "HostRebooted"], "\(alarms.map(\.summary))")
        #expect(alarms.count == 2 && alarms.allSatisfy { $0.scope == nil && $0.memberCount == 4 })
    }

    /// Before racks restart a host of another unit reboots for a reason of its own. One that does so among them is told with them.
    @Test func aRebootThatIsNotOfTheRollOutStandsAlone() {
        let hall = RebootHall(gpus: 1_152), topology = hall.topology, far = topology.racks[15].trays.lowerBound
        hall.play(0..<150) { tray in
            let rack = topology.trays[tray].rack
            if tray == far { return RebootHall.Restart(from: 2, to: 4) }
            return rack < 3 ? RebootHall.Restart(from: 60 + 15 * rack, to: 100 + 15 * rack) : nil
        }
        let alarms = hall.hall.board.alarms
        #expect(alarms.count == 2, "\(alarms.map(\.summary))")
        #expect(alarms.contains { $0.place == .tray(far) && $0.scope == nil && $0.name == "HostRebooted" })
    }
}
