// What an inventory says twice or can not mean: told with its place, and told again when the merged one is read.

import Facility
import Testing

@testable import App

struct InventoryConflictTests {
    private func merge(_ yaml: String) throws -> InventoryMerge {
        let root = try SourceText.decode(yaml, file: "hall.yml")
        let part = try InventoryReader.read(root, templates: InventoryFiles.templates, file: "hall.yml")
        return InventoryMerge([part], detailed: true)
    }

    @Test func aConflictIsFoundAgainInTheMergedInventory() throws {
        let first = try merge(
            "racks:\n- {rack: A02, hosts: \"a02-c[01-06]\"}\nhosts:\n- {host: a02-c12, rack: A02, tray: 1}\n")
        let again = try merge(InventoryWriter.write(first.plan))
        for merge in [first, again] {
            #expect(merge.findings.filter { $0.kind == .sharedSlot }.count == 1)
            #expect(merge.findings.contains { $0.kind == .hostWithoutPlace && $0.words == "a02-c12 has no place" })
            #expect(merge.plan.hosts.count { $0.source == .inventory } == 6)
            let topology = Topology(merge.plan)
            let tray = topology.trays[try #require(topology.tray(ofHost: "a02-c12"))]
            #expect(topology.rows[topology.racks[tray.rack].row].name == "?" && tray.gpus.count == 4)
        }
    }

    @Test(arguments: [
        ("racks:\n- {rack: A03, hosts: \"a03-c[01-19]\"}\n", "a03-c19", "2:22"),
        ("racks:\n- {rack: A03}\nhosts:\n- {host: a03-c07, rack: A03, tray: 99}\n", "a03-c07", "4:36"),
    ]) func aTrayThatTheFormLacksIsNamedAndNotMade(_ yaml: String, _ host: String, _ place: String) throws {
        let first = try merge(yaml), again = try merge(InventoryWriter.write(first.plan))
        #expect(first.findings.first { $0.kind == .unreadable }?.origin == "hall.yml:" + place, "\(first.findings)")
        for merge in [first, again] {
            #expect(merge.findings.filter { $0.kind == .unreadable }.count == 1)
            #expect(merge.plan.hosts.first { $0.name == host }?.place == nil)
            #expect(merge.findings.contains { $0.kind == .hostWithoutPlace && $0.words.hasPrefix(host) })
        }
    }

    @Test func racksInOneColumnAreNamedAndBothStand() throws {
        let merge = try merge(
            "racks:\n- {rack: \"A[01-03]\", hosts: \"a[01-03]-c[01-18]\"}\n- {rack: X01, row: A, hosts: \"x01-c[01-18]\"}\n"
        )
        let found = merge.findings.filter { $0.kind == .disagreement }
        #expect(
            found.count == 1
                && found.first?.words.hasPrefix("racks A01 and X01 both stand in column 1 of row A") == true)
        #expect(Topology(merge.plan).racks.map(\.column) == [1, 4, 2, 3], "\(Topology(merge.plan).racks)")
    }

    /// Labels and naming rules are held to the rack's form as well; what of a label can not be used is said.
    @Test func whatLabelsSayWronglyIsTold() throws {
        let root = try SourceText.decode("racks:\n- {rack: A01, hosts: \"a01-c[01-02]\"}\n", file: "hall.yml")
        let part = try InventoryReader.read(root, templates: InventoryFiles.templates, file: "hall.yml")
        func live(_ host: String, _ labels: [String: String]) -> LiveHost {
            LiveHost(host: host, gpus: 4, labels: labels)
        }
        let merge = InventoryMerge(
            [part],
            live: [
                live("x1", ["rack": "A01", "tray": "99"]), live("x2", ["rack": "A01", "tray": "5", "gpus": "eight"]),
                live("x3", ["rack": "A01", "tray": "six"]), live("x4", ["rack": "A01", "tray": "7", "life": "odd"]),
            ])
        func told(_ host: String) -> [String] {
            merge.findings.filter { $0.kind == .unreadable && $0.words.hasPrefix(host) }.map(\.words)
        }
        #expect(told("x1").first?.contains("rack A01 has no tray 99") == true, "\(merge.findings)")
        #expect(told("x2").first?.contains("gpus is \"eight\"") == true)
        #expect(told("x3").first?.contains("tray is \"six\"") == true)
        #expect(told("x4").first?.contains("life is \"odd\"") == true)
        let places = Dictionary(uniqueKeysWithValues: merge.plan.hosts.map { ($0.name, $0.place?.tray) })
        #expect(places["x1"] == .some(nil) && places["x2"] == 5 && places["x4"] == 7)
    }

    @Test(arguments: [
        (
            "racks:\n- {rack: A01}\nhosts:\n- {host: a01-c04, tray: 5}\n", "hall.yml:4:25",
            "tray says nothing without a rack"
        ),
        (
            "templates:\n  t: {height: 4, units: [tray 2-1, tray 2]}\nracks:\n- {rack: A01}\n", "hall.yml:2:36",
            "tray 2 stands twice"
        ),
    ]) func whatSaysNothingIsTold(_ yaml: String, _ place: String, _ words: String) throws {
        let found = try merge(yaml).findings.filter { $0.kind == .unreadable }
        #expect(found.contains { $0.origin == place && $0.words.contains(words) }, "\(found)")
    }

    @Test func aHostInARackHasTheGPUsOfItsForm() throws {
        let plan = try merge(
            """
            racks:
            - {rack: A02}
            - {rack: A04, gpus: 2}
            - {rack: E01, template: hgx-8gpu-4}
            hosts:
            - {host: h1, rack: A02, tray: 1}
            - {host: h2, rack: A04, tray: 1}
            - {host: h3, rack: E01, tray: 1}
            - {host: h4, rack: E01, tray: 2, gpus: 0}
            """
        ).plan
        #expect(plan.hosts.map(\.gpus) == [4, 2, 8, 0])
    }

    @Test func aRackThatIsSaidTwiceDifferentlyNamesBothLines() throws {
        let merge = try merge(
            "racks:\n- {rack: \"A[01-02]\", feed: F1}\n- {rack: A02, feed: F2}\n- {rack: A01, life: planned}\n")
        let twice = merge.findings.filter { $0.kind == .duplicate }
        #expect(twice.map(\.origin) == ["hall.yml:3:3"] && twice[0].words.contains("F1 at hall.yml:2:3"), "\(twice)")
    }

    /// The second line of a rack does not take its form back.
    @Test func aRackInSeveralLinesKeepsItsForm() throws {
        let merge = try merge(
            "racks:\n- {rack: E01, template: hgx-8gpu-4, hosts: e1}\n- {rack: E01, hosts: e2, trays: 2, gpus: 0}\n")
        #expect(merge.plan.racks[0].template == "hgx-8gpu-4" && merge.findings.filter(\.isConflict).isEmpty)
        #expect(merge.plan.hosts.map(\.gpus) == [8, 0])
    }

    /// Nor the state of its life, which hosts of later lines share unless they say another.
    @Test func hostsOfSeveralLinesShareTheLifeOfTheirRack() throws {
        let plan = try merge(
            """
            racks:
            - {rack: A01, life: burn-in, hosts: a1}
            - {rack: A01, hosts: a2, trays: 2, gpus: 3}
            hosts:
            - {host: a3, rack: A01, tray: 3}
            - {host: a4, rack: A01, tray: 4, life: production}
            """
        ).plan
        #expect(plan.hosts.map(\.life) == [.burnIn, .burnIn, .burnIn, .production])
    }

    @Test func aNameWithBracketsIsReadBackAsOne() throws {
        var plan = HallPlan(site: "", hall: "h")
        plan.racks = [RackPlan(name: "Rack [1-3]", row: "R", number: 1)]
        var host = HostEntry(
            name: "n[1-2]", place: HostPlace(row: "R", rack: 1, tray: 1, rackName: "Rack [1-3]"), gpus: 4)
        host.source = .netbox
        plan.hosts = [host]
        let topology = Topology(try merge(InventoryWriter.write(plan)).plan)
        #expect(topology.racks.map(\.name) == ["Rack [1-3]"] && topology.trays.map(\.host) == ["n[1-2]"])
    }

    @Test func anInventoryOfNothingIsNamed() throws {
        let folder = try TemporaryFile("hall: A\n")
        let report = try InventoryReport([folder.path])
        #expect(report.isBad && report.text().contains(folder.path + ":1:1: unreadable: no rack and no host"))
    }
}
