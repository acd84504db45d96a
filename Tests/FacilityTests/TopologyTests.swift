// Places: dense ranges, paths both ways, hosts with and without a name rule.

import Facility
import Testing

struct TopologyTests {
    @Test func theStandardHall() {
        let hall = StandardHall.topology(gpus: 13_800)
        #expect(hall.gpuCount == 13_800 && hall.racks.count == 192 && hall.trays.count == 3_450 && hall.rows.count == 8)
        #expect(hall.racks.last?.gpus.count == 48)
        #expect(hall.rows.map(\.name) == ["A", "B", "C", "D", "E", "F", "G", "H"])
        #expect(hall.racks[40].name == "B17")
    }

    @Test func everyRangeIsDenseAndInOrder() {
        let hall = StandardHall.topology(gpus: 1_003)
        var next = 0
        for tray in hall.trays {
            #expect(tray.gpus.lowerBound == next)
            next = tray.gpus.upperBound
        }
        #expect(next == 1_003 && hall.trayOfGPU.count == 1_003)
    }

    @Test func hostsWithoutPlaceFillRowQuestionMark() {
        let hosts =
            (0..<40).map { HostEntry(name: "n\(100 + $0)", place: nil, gpus: 4) }
            + [HostEntry(name: "b02-c03", place: HostNameRule.place(of: "b02-c03"), gpus: 8)]
        let hall = Topology(site: "", hall: "", hosts: hosts)
        #expect(hall.rows.map(\.name) == ["B", "?"])
        #expect(hall.rows[1].racks.count == 3)
        #expect(hall.trays.count == 41)
    }

    @Test func twoHostsAtOnePlaceAreBothKept() {
        let place = HostPlace(row: "A", rack: 1, tray: 1)
        let hall = Topology(
            site: "", hall: "",
            hosts: [HostEntry(name: "x", place: place, gpus: 4), HostEntry(name: "y", place: place, gpus: 4)])
        #expect(hall.tray(ofHost: "x") != nil && hall.tray(ofHost: "y") != nil && hall.gpuCount == 8)
    }

    /// Two racks of one number are both seen: the later stands in the next column that nobody asks for.
    @Test func noTwoRacksOfARowShareAColumn() {
        var plan = HallPlan(site: "", hall: "")
        for (name, number) in [("A01", 1), ("A02", 2), ("X01", 1), ("Y01", 1), ("A05", 5)] {
            plan.racks.append(RackPlan(name: name, row: "A", number: number))
        }
        let hall = Topology(plan)
        #expect(hall.racks.map(\.name) == ["A01", "X01", "Y01", "A02", "A05"])
        #expect(hall.racks.map(\.column) == [1, 3, 4, 2, 5])
    }

    @Test(arguments: [("b17-c07", "B", 17, 7), ("AA3-t12.dc.example", "AA", 3, 12)])
    func namesThatFollowTheRule(name: String, row: String, rack: Int, tray: Int) {
        #expect(HostNameRule.place(of: name) == HostPlace(row: row, rack: rack, tray: tray))
    }

    @Test(arguments: ["", "gpu-node-1", "b17", "b17-c", "b-c1", "17-c1", "abc1-c1", "b0-c1", "b9999-c1", "b1-x1"])
    func namesThatDoNot(name: String) { #expect(HostNameRule.place(of: name) == nil) }

    @Test func pathsBothWays() {
        let hall = StandardHall.topology(gpus: 13_800)
        for gpu in stride(from: 0, to: hall.gpuCount, by: 997) {
            #expect(hall.place(at: hall.path(gpu: gpu)) == .gpu(gpu))
        }
        #expect(hall.place(at: "b17") == .rack(40))
        #expect(hall.place(at: "B") == .row(1))
        #expect(hall.place(at: "b17-c07/g2") == hall.place(at: "B17/t07/g2"))
        for bad in ["", "Z99", "B17/t99", "B17/t07/g4", "B17/t07/g2/x"] { #expect(hall.place(at: bad) == nil) }
    }
}
