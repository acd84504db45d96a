// Inventories: hand-written YAML in, a plan out; conflicts told, nothing dropped.

import Facility
import Testing

@testable import App

struct InventoryTests {
    private func part(_ yaml: String) throws -> InventoryPart {
        try InventoryReader.read(
            try SourceText.decode(yaml, file: "hall.yml"), templates: InventoryFiles.templates, file: "hall.yml")
    }

    @Test func aWholeHallInTenLines() throws {
        let yaml = """
            site: bruyeres
            hall: hall A
            gpus: 13800
            rows:
            - {row: A, racks: ["A[01-08]", gap, "A[09-24]"], aisle: cold}
            - {row: B, racks: ["B[01-24]"], mirrored: true}
            racks:
            - {rack: "A[01-24]", hosts: "a[01-24]-c[01-18]", feed: PDU-A}
            - {rack: "B[01-23]", hosts: "b[01-23]-c[01-18]"}
            - {rack: B24, hosts: "b24-c[01-16]", trays: [1-8, 10-17], life: burn-in}
            hosts:
            - {host: "a01-c[03-04]", life: drained}
            """
        let merge = InventoryMerge([try part(yaml)], detailed: true)
        let topology = Topology(merge.plan)
        #expect(
            topology.racks.count == 48 && topology.trays.count == 47 * 18 + 16
                && topology.gpuCount == (47 * 18 + 16) * 4)
        #expect(topology.racks[8].column == 10 && topology.columns == 25)
        #expect(topology.racks[topology.rack(named: "B01")!].column == 24)
        let drained = topology.trays.filter(\.isPlannedOut)
        #expect(drained.map(\.host) == ["a01-c03", "a01-c04"])
        #expect(topology.trays.allSatisfy { $0.isExpected && $0.source == .inventory })
        #expect(topology.groups.contains { $0.kind == .feed && $0.racks.count == 24 })
        #expect(merge.findings.filter(\.isConflict).isEmpty)
        #expect(
            merge.findings.contains { $0.kind == .placeWithoutHost && $0.words == "B24: trays without host: 9, 18" })
    }

    @Test func writtenAndReadAgainItIsTheSame() throws {
        let plan = StandardHall.plan(gpus: 13_800)
        let again = InventoryMerge([try part(InventoryWriter.write(plan))]).plan
        let left = Topology(plan), right = Topology(again)
        #expect(left.trays.map(\.host) == right.trays.map(\.host) && left.racks.map(\.name) == right.racks.map(\.name))
        #expect(left.groups == right.groups && left.gpuCount == right.gpuCount)
    }

    @Test func whatTheSiteMayDrawIsTheInventorysWord() throws {
        let plan = InventoryMerge([try part("envelope_kw: 12500\nracks:\n- {rack: A01, hosts: \"a01-c[01-02]\"}\n")])
            .plan
        #expect(Topology(plan).envelopeKilowatts == 12_500)
        #expect(InventoryMerge([try part(InventoryWriter.write(plan))]).plan.envelopeKilowatts == 12_500)
        #expect(Topology(StandardHall.plan(gpus: 72)).envelopeKilowatts == 44_000)
    }

    @Test func twoHostsInOneSlotAreBothShown() throws {
        let merge = InventoryMerge([
            try part("racks:\n- {rack: A01, hosts: \"a01-c[01-02]\"}\nhosts:\n- {host: stranger, rack: A01, tray: 2}\n")
        ])
        #expect(merge.findings.contains { $0.kind == .sharedSlot })
        let topology = Topology(merge.plan)
        #expect(topology.tray(ofHost: "a01-c02") != nil && topology.tray(ofHost: "stranger") != nil)
        #expect(topology.trays.count { !$0.conflict.isEmpty } == 2)
    }

    @Test func moreTrustedSourcesWinAndDisagreementIsTold() throws {
        let live = [
            LiveHost(host: "x1", gpus: 4, labels: ["rack": "B02", "tray": "3"]),
            LiveHost(host: "x2", gpus: 4, labels: ["rack": "B02", "tray": "4"]),
        ]
        let merge = InventoryMerge([try part("hosts:\n- {host: x1, rack: A01, slot: 25}\n")], live: live)
        let topology = Topology(merge.plan)
        let first = topology.trays[topology.tray(ofHost: "x1")!], second = topology.trays[topology.tray(ofHost: "x2")!]
        #expect(topology.racks[first.rack].name == "A01" && first.number == 16 && first.source == .inventory)
        #expect(merge.findings.contains { $0.kind == .disagreement })
        #expect(!second.isExpected && second.source == .labels)
    }

    @Test func platformFieldsAloneFindEveryRackAndTray() {
        let hosts = StandardHall.hosts(gpus: 13_800)
        let live = hosts.enumerated().map { index, host -> LiveHost in
            let number = host.place!.tray
            let slot = number <= 8 ? number : number + 9
            return LiveHost(
                host: "node\(index)", gpus: host.gpus,
                platform: PlatformSighting(
                    chassis: "18\(100_000 + index / 18)", slot: slot, trayIndex: index % 2 == 0 ? number - 1 : nil))
        }
        let topology = Topology(InventoryMerge([], live: live).plan)
        #expect(topology.trays.count == 3_450 && topology.racks.count == 192)
        for (index, host) in hosts.enumerated() {
            let tray = topology.trays[topology.tray(ofHost: "node\(index)")!]
            #expect(tray.number == host.place!.tray && tray.source == .platform)
        }
    }

    @Test func slotsOfRealCaptures() {
        let template = RackTemplate.nvl72
        #expect(template.tray(atSlot: 5) == 5 && template.tray(atSlot: 25) == 16 && template.tray(atSlot: 21) == 12)
        #expect(template.tray(atSlot: 26) == 17 && template.tray(atSlot: 12) == nil && template.tray(atSlot: 28) == nil)
    }

    @Test func hostRulesWithNamedGroups() throws {
        let rule = try #require(HostPattern("(?<row>[a-z][0-9]+)-p[0-9]-(?<rack>dgx-[0-9]+)-c(?<tray>[0-9]+)"))
        let place = try #require(rule.places(of: ["a06-p1-dgx-02-c05", "login1"])["a06-p1-dgx-02-c05"])
        #expect(place.row == "A06" && place.rackName == "dgx-02" && place.tray == 5)
        #expect(HostPattern("([") == nil && HostPattern("(?<tray>.)") == nil)
    }

    @Test func ranges() {
        #expect(
            NameRange.expand("a[01-03]-c[9-10]") == ["a01-c9", "a01-c10", "a02-c9", "a02-c10", "a03-c9", "a03-c10"])
        #expect(NameRange.expand("x[3,1]") == ["x3", "x1"] && NameRange.expand("plain") == ["plain"])
        for bad in ["a[", "a]", "a[1-]", "a[x]", "a[0-999999]", "a[1-9999][1-9999]"] {
            #expect(NameRange.expand(bad) == nil, "\(bad)")
        }
        #expect(
            NameRange.expand("a[03-01]") == ["a03", "a02", "a01"]
                && NameRange.expand("c[10-08]") == ["c10", "c09", "c08"])
        #expect(NameRange.expand("Rack \\[1-3\\]") == ["Rack [1-3]"] && NameRange.expand("a\\b") == ["a\\b"])
        #expect(NameRange.compress(["a08", "a09", "a10", "b1"]) == ["a[08-10]", "b1"])
        for names in [
            ["a1", "a2", "a10"], ["a09", "a10", "a11"], ["x", "y"], ["n99", "n100"], ["R [1-3]", "b\\[1", "b\\[2"],
        ] {
            #expect(NameRange.compress(names).flatMap { NameRange.expand($0)! } == names)
        }
    }

    /// A mistake costs its entry: what stands before and behind it is read.
    @Test(arguments: [
        ("racks:\n- {rack: A01, hots: x}\n", "2:15"),
        ("racks:\n- {rack: \"A[01-02]\", hosts: \"a[01-03]\"}\n", "2:29"),
        ("racks:\n- {rack: A01, template: moon}\n", "2:25"), ("hosts:\n- {host: x, rack: A01}\n", "2:3"),
        ("rows:\n- {racks: [A01]}\n", "2:3"), ("host_rules:\n- \"(\"\n", "2:3"),
    ]) func aMistakeCostsItsEntry(_ yaml: String, _ place: String) throws {
        let good = yaml.hasPrefix("racks:") ? "- {rack: B01}\n" : "racks:\n- {rack: B01}\n"
        let part = try part(yaml + good)
        let faults = part.findings.filter { $0.kind == .unreadable }
        #expect(faults.count == 1 && faults[0].origin.hasSuffix(":" + place), "\(part.findings)")
        #expect(part.racks.contains { $0.name == "B01" })
    }

    /// What is wrong above the entries costs itself alone.
    @Test func aMistakeOnTopCostsItsKey() throws {
        let part = try part(
            """
            gpus: many
            hall: [a]
            rocks: &r {rack: A09}
            templates:
              one: {units: [tray 1]}
              two: {units: [tray x]}
            rows:
            - {row: A, racks: [A01, "A[", A03]}
            racks:
            - {rack: B01, template: one}
            """)
        #expect(
            part.findings.map(\.origin) == [
                "hall.yml:3:1", "hall.yml:2:7", "hall.yml:1:7", "hall.yml:6:17", "hall.yml:8:25",
            ], "\(part.findings)")
        #expect(part.findings.allSatisfy { $0.kind == .unreadable } && part.templates["one"] != nil)
        #expect(part.racks.map(\.name) == ["A01", "A03", "B01"])
    }

    @Test(arguments: [("rocks: []\n", "1:1"), ("- a\n", "1:1")])
    func whatIsNoInventoryHasItsPlace(_ yaml: String, _ place: String) {
        do {
            _ = try part(yaml)
            Issue.record("\(yaml) was taken")
        } catch let fault as TextFault { #expect("\(fault.line):\(fault.column)" == place, "\(fault.reason)") } catch {
            Issue.record("\(error)")
        }
    }

    @Test func netboxJSON() throws {
        let racks =
            #"{"count":2,"next":null,"results":[{"id":1,"name":"R1","u_height":48,"desc_units":false,"starting_unit":1,"status":{"value":"active"},"site":{"name":"bru"}},{"id":2,"name":"R2","u_height":48,"desc_units":true,"starting_unit":1,"status":{"value":"planned"}}]}"#
        func device(_ name: String, _ rack: String, _ position: String) -> String {
            #"{"name":"# + (name.isEmpty ? "null" : "\"\(name)\"")
                + #","device_type":{"model":"GB300 NVL72 tray"},"role":{"slug":"compute"},"rack":{"name":""# + rack
                + #""},"position":"# + position + #","status":{"value":"active"}}"#
        }
        // Units 5..12 hold trays 1..8 of the standard template: shelves stand in 1..4.
        let list = [
            device("n1", "R1", "5.0"), device("n2", "R1", "6.0"), device("n3", "R2", "44.0"), device("", "R1", "7.0"),
            device("n4", "R1", "null"), device("n5", "R1", "7.5"), device("n1", "R1", "8.0"),
        ]
        var reader = NetBoxReader()
        for text in [racks, "[" + list.joined(separator: ",\n") + "]"] {
            let root = try SourceText.decode(text, file: "n.json")
            #expect(NetBoxReader.recognises(root))
            try reader.read(root, file: "n.json")
        }
        let merge = InventoryMerge([reader.part()], detailed: true)
        let topology = Topology(merge.plan)
        #expect(topology.site == "bru")
        #expect(
            topology.trays[topology.tray(ofHost: "n1")!].number == 1
                && topology.trays[topology.tray(ofHost: "n5")!].number == 3)
        // Numbered from above, unit 44 is the fifth from the floor.
        #expect(topology.trays[topology.tray(ofHost: "n3")!].number == 1)
        #expect(topology.racks[topology.rack(named: "R2")!].life == .planned)
        #expect(merge.findings.contains { $0.kind == .hostWithoutPlace && $0.words.hasPrefix("n4") })
        #expect(
            merge.findings.count { $0.kind == .unreadable } == 2 && merge.findings.count { $0.kind == .duplicate } == 1)
    }

    @Test func netboxTables() throws {
        let csv =
            "\u{FEFF}Name,Type,Role,Rack,Position,Status\n\"n,1\",GB300 tray,Compute,R1,U5,Active\r\nsw1,NVLink switch,Switch,R1,U13,Active\nn2,GB300 tray,Compute,—,—,Planned\n"
        var reader = NetBoxReader()
        try reader.read(try DelimitedText(csv), file: "d.csv")
        let part = reader.part()
        #expect(
            part.claims.map(\.host).sorted() == ["n,1", "n2"]
                && part.claims.first { $0.host == "n,1" }?.place?.tray == 1)
        #expect(part.claims.first { $0.host == "n2" }?.life == .planned)
        #expect(throws: TextFault.self) { try DelimitedText("a,\"b\nc") }
    }
}
