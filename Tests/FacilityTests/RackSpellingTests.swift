// Racks and rows whose names differ in case alone: one place where exactly one is meant, and told; two where a source means two.

import Facility
import Testing

@testable import App

struct RackSpellingTests {
    private func part(_ yaml: String) throws -> InventoryPart {
        try InventoryReader.read(
            try SourceText.decode(yaml, file: "hall.yml"), templates: InventoryFiles.templates, file: "hall.yml")
    }

    private func live(_ host: String, rack: String, row: String? = nil, tray: Int) -> LiveHost {
        var labels = ["rack": rack, "tray": "\(tray)"]
        labels["row"] = row
        return LiveHost(host: host, gpus: 4, labels: labels)
    }

    private func notes(_ merge: InventoryMerge) -> [String] {
        merge.findings.filter { $0.kind == .spelling }.map(\.words)
    }

    @Test func aLabelInSmallLettersIsTheInventorysRack() throws {
        let merge = InventoryMerge(
            [try part("racks:\n- {rack: A01}\n- {rack: DC1-A-02, row: A}\n")],
            live: [
                live("x1", rack: "a01", tray: 1), live("x2", rack: "a01", tray: 2), live("x3", rack: "A01", tray: 3),
                live("x4", rack: "dc1-a-02", row: "a", tray: 1),
            ])
        let topology = Topology(merge.plan)
        #expect(topology.racks.map(\.name) == ["A01", "DC1-A-02"] && topology.rows.map(\.name) == ["A"])
        #expect(topology.racks.map(\.trays.count) == [3, 1])
        let notes = notes(merge)
        #expect(notes.filter { $0.hasPrefix("rack a01 is taken for A01") }.count == 1, "\(notes)")
        #expect(notes.filter { $0.hasPrefix("rack dc1-a-02 is taken for DC1-A-02") }.count == 1, "\(notes)")
        #expect(notes.filter { $0.hasPrefix("row a is taken for A") }.count == 1 && notes.count == 3, "\(notes)")
        #expect(merge.findings.filter(\.isConflict).isEmpty)
    }

    @Test func labelsAloneMakeOneRackOfTwoSpellings() {
        let merge = InventoryMerge(
            [],
            live: [
                live("x1", rack: "Pod-R1", row: "West", tray: 1), live("x2", rack: "pod-r1", row: "west", tray: 2),
                live("x3", rack: "POD-R2", row: "WEST", tray: 1), live("x4", rack: "b07", tray: 1),
                live("x5", rack: "B07", tray: 2),
            ])
        let topology = Topology(merge.plan)
        #expect(Set(topology.racks.map(\.name)) == ["Pod-R1", "POD-R2", "B07"], "\(topology.racks.map(\.name))")
        #expect(Set(topology.rows.map(\.name)) == ["West", "B"])
        #expect(topology.trays.count == 5 && topology.racks.allSatisfy { !$0.trays.isEmpty })
    }

    /// The same name in two rows is two racks, however it is spelled.
    @Test func racksOfTwoRowsStayTwo() {
        let merge = InventoryMerge(
            [], live: [live("x1", rack: "R1", row: "East", tray: 1), live("x2", rack: "r1", row: "West", tray: 1)])
        let topology = Topology(merge.plan)
        #expect(topology.racks.count == 2 && topology.rows.count == 2 && notes(merge).isEmpty)
    }

    @Test func twoInventoriesThatSpellARackDifferentlyMeanOne() throws {
        var other = InventoryPart(source: .netbox)
        other.racks = [RackPlan(name: "a01", row: "a", number: 1), RackPlan(name: "A02", row: "A", number: 2)]
        let merge = InventoryMerge([try part("racks:\n- {rack: \"A[01-02]\", hosts: \"a[01-02]-c[01-02]\"}\n"), other])
        #expect(merge.plan.racks.map(\.name) == ["A01", "A02"], "\(merge.plan.racks.map(\.name))")
        #expect(
            Set(notes(merge).map { $0.prefix { $0 != ":" } }) == ["rack a01 is taken for A01", "row a is taken for A"],
            "\(notes(merge))")
        #expect(merge.findings.filter(\.isConflict).isEmpty)
    }

    /// Where a source tells two racks apart by case, a third spelling fits neither of them better.
    @Test func whoMeansTwoHasTwo() {
        var part = InventoryPart(source: .netbox)
        part.racks = [RackPlan(name: "Rack-a", row: "A", number: 1), RackPlan(name: "Rack-A", row: "A", number: 2)]
        let merge = InventoryMerge([part], live: [live("x1", rack: "RACK-A", row: "A", tray: 1)])
        let topology = Topology(merge.plan)
        #expect(topology.racks.count == 3 && notes(merge).isEmpty, "\(topology.racks.map(\.name))")
    }

    /// Hosts stand where their entry says: two racks of one file are two, each with its own.
    @Test func hostsOfTwoRacksStayApart() throws {
        let yaml =
            "racks:\n- {rack: A01, hosts: \"a01-c[01-02]\", trays: [1-2]}\n- {rack: a01, hosts: \"b01-c[01-02]\", trays: [1-2]}\n"
        let merge = InventoryMerge([try part(yaml)], live: []), topology = Topology(merge.plan)
        #expect(merge.findings.filter(\.isConflict).isEmpty, "\(merge.findings)")
        for (rack, host) in [("A01", "a01-c01"), ("a01", "b01-c01")] {
            let tray = try #require(topology.tray(ofHost: host))
            #expect(topology.racks[topology.trays[tray].rack].name == rack && topology.trays[tray].number == 1)
        }
    }

    @Test func checkInventorySaysIt() throws {
        let floor = try TemporaryFile("racks:\n- {rack: A01}\n")
        let labels = try TemporaryFile(
            "[{\"targets\": [\"x1:9400\"], \"labels\": {\"rack\": \"a01\", \"tray\": \"1\"}}]")
        let report = try InventoryReport([floor.path, labels.path])
        #expect(!report.isBad && report.text().contains("spelling: rack a01 is taken for A01"), "\(report.text())")
    }
}
