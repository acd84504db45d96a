// The floor of a recording is that of the hall: rows, racks without hosts, life, groups, templates; and so it stays when an inventory
// changes while it is recorded.

import App
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct FloorTests {
    /// Two rows, one of them mirrored and behind an aisle; a rack that is planned, one of another kind, a drained tray, a stranger.
    static func plan() -> HallPlan {
        var plan = HallPlan(site: "north", hall: "hall 7")
        plan.targetGPUs = 640
        var second = RowPlan(name: "A")
        second.isMirrored = true
        second.aisle = "cold"
        plan.rows = [RowPlan(name: "B"), second]
        plan.templates["two"] = RackTemplate(
            topU: 4, units: [.other("storage"), .tray(2), .nvlinkSwitch(1), .tray(1)], gpusPerTray: 8)
        for (row, number) in [("B", 1), ("B", 2), ("A", 1), ("A", 3)] {
            var rack = RackPlan(name: "\(row)0\(number)", row: row, number: number)
            rack.groups = [.feed: "feed-\(number)", .loop: "CDU-\(row)"]
            if row == "A" { rack.template = "two" }
            if number == 3 { rack.life = .planned }
            plan.racks.append(rack)
            for tray in 1...(number == 3 ? 1 : 2) {
                var host = HostEntry(
                    name: "\(row)\(number)-\(tray)", place: HostPlace(row: row, rack: number, tray: tray), gpus: 4)
                host.source = .inventory
                if tray == 2, row == "B" { host.life = .drained }
                plan.hosts.append(host)
            }
        }
        var stranger = HostEntry(name: "stranger", place: nil, gpus: 2)
        stranger.isExpected = false
        stranger.conflict = "B01/t01 is B1-1's"
        plan.hosts.append(stranger)
        plan.groupsOfHost["B1-2"] = [.feed: "feed-9"]
        return plan
    }

    private static func expectEqual(_ one: Topology, _ other: Topology) {
        #expect(one.site == other.site && one.hall == other.hall && one.targetGPUs == other.targetGPUs)
        #expect(one.rows == other.rows)
        #expect(one.racks == other.racks)
        #expect(one.trays == other.trays)
        #expect(one.groups == other.groups)
        #expect(one.templates == other.templates)
    }

    @Test func theFloorIsReadAsItWasWritten() throws {
        let topology = Topology(Self.plan())
        let plan = EpochPlan(topology, [], .standard)
        Self.expectEqual(try #require(EpochPlan.read([UInt8](try JSONEncoder().encode(plan)))).topology(), topology)
        let demo = Demo.hall(576).topology
        Self.expectEqual(EpochPlan(demo, [], .standard).topology(), demo)
    }

    @Test func someTraysKeepTheirRacksAndGroups() throws {
        let topology = Topology(Self.plan())
        let tray = try #require(topology.tray(ofHost: "B1-2"))
        let part = EpochPlan(topology, [], .standard).topology(keeping: [tray])
        #expect(part.racks.map(\.name) == ["B01"])
        #expect(part.trays.map(\.host) == ["B1-2"] && part.trays[0].life == .drained)
        #expect(part.groups.map(\.name) == ["feed-9", "CDU-B"])
    }

    @Test func anInventoryMayChangeWhileItIsRecorded() throws {
        let path = Demo.path()
        let recorder = try Recorder(path, Demo.options())
        var plan = Self.plan()
        let store = Store(topology: Topology(plan), catalogue: .standard, targets: [], start: Demo.start)
        store.observer = recorder
        for slot in 1...6 { _ = store.close(upTo: Demo.start + Int64(slot) * 1_000 + 300) }
        plan.racks[0].life = .maintenance
        plan.hosts.removeLast()
        store.adopt(topology: Topology(plan), targets: [])
        for slot in 7...12 { _ = store.close(upTo: Demo.start + Int64(slot) * 1_000 + 300) }
        recorder.finish()
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.epochs.count == 2)
        let before = try #require(try reader.moment(at: Demo.start + 5_000)).snapshot.topology
        let after = try #require(try reader.moment(at: Demo.start + 11_000)).snapshot.topology
        Self.expectEqual(before, Topology(Self.plan()))
        Self.expectEqual(after, Topology(plan))
        #expect(after.trays.first?.life == .maintenance)
    }
}
