// What `convert` writes of an inventory is the same hall when it is read again: floor, forms, ragged racks, hosts that differ.

import Facility
import Testing

@testable import App

struct InventoryRoundTripTests {
    private static let hall = """
        site: x
        hall: "north: 1"
        gpus: 500
        envelope_kw: 900
        templates:
          mine: {height: 20, gpus_per_tray: 2, units: [shelf 1, tray 6-1 2u, cdu, empty 2, tray 7, switch 3]}
        rows:
        - {row: A, racks: ["A[01-02]", gap 2, "A[03-04]"], aisle: cold}
        - {row: B, racks: ["B[01-03]"], mirrored: true}
        - {row: West Wing, racks: ["Pod \\\\[1\\\\]", gap, Pod 2]}
        racks:
        - {rack: "A[01-02]", hosts: "a[01-02]-c[01-18]", feed: F1}
        - {rack: A03, hosts: "a03-c[01-16]", trays: [1-8, 10-17], life: burn-in}
        - {rack: A04, template: mine, hosts: "a04-n[1-7]", chassis: "1821"}
        - {rack: B01, template: hgx-8gpu-4, hosts: "b01-n[1-4]"}
        - {rack: B02, template: servers, hosts: "login[1-3]"}
        - {rack: B03, life: planned, hosts: "b03-c[01-02]"}
        - {rack: A999, hosts: "far[1-2]"}
        - {rack: Pod-X, hosts: "p[1-2]"}
        hosts:
        - {host: a01-c03, life: drained}
        - {host: a01-c04, gpus: 3, leaf: L9}
        - {host: a03-c05, life: drained}
        - {host: a03-c06, life: production}
        - {host: stray-1, life: rma, feed: F7}
        host_rules: ["(?<row>z)-(?<rack>[0-9]+)-(?<tray>[0-9]+)"]
        """

    private func merge(_ yaml: String) throws -> InventoryMerge {
        let part = try InventoryReader.read(
            try SourceText.decode(yaml, file: "hall.yml"), templates: InventoryFiles.templates, file: "hall.yml")
        return InventoryMerge([part], detailed: true)
    }

    private func write(_ merge: InventoryMerge) -> String {
        InventoryWriter.write(merge.plan, rules: merge.rules, known: InventoryFiles.templates)
    }

    /// Everything that people see of racks: which stands where, and is of what form.
    private func racks(_ topology: Topology) -> [String] {
        topology.racks.map { rack in
            "\(topology.rows[rack.row].name) \(rack.name) \(rack.column) \(rack.template) \(rack.life) \(topology.trays[rack.trays].map(\.number))"
        }
    }

    @Test func aHallOfEveryKindIsTheSame() throws {
        let first = try merge(Self.hall)
        #expect(first.findings.filter(\.isConflict).isEmpty, "\(first.findings)")
        let text = write(first), again = try merge(text)
        let left = Topology(first.plan), right = Topology(again.plan)
        #expect(left.trays == right.trays, "\(text)")
        #expect(racks(left) == racks(right), "\(text)")
        #expect(left.rows.map(\.name) == right.rows.map(\.name) && left.rows.map(\.aisle) == right.rows.map(\.aisle))
        #expect(left.groups == right.groups && left.gpuCount == right.gpuCount)
        for rack in left.racks.indices { #expect(left.template(ofRack: rack) == right.template(ofRack: rack)) }
        #expect(first.plan.racks.compactMap(\.chassis) == again.plan.racks.compactMap(\.chassis))
        #expect(again.plan.targetGPUs == 500 && again.plan.envelopeKilowatts == 900 && again.rules == first.rules)
        #expect(again.plan.hosts.first { $0.name == "stray-1" }?.life == .rma)
        #expect(Set(first.findings.map(\.words)) == Set(again.findings.map(\.words)))
        // What is written once is what is written ever after.
        #expect(write(again) == text)
    }

    /// Of every form: hosts with fewer GPUs, trays left out, no hosts at all.
    @Test func raggedHallsAreTheSame() throws {
        var random = SystemRandomNumberGenerator()
        let seed = UInt64.random(in: 0..<1_000_000, using: &random)
        var state = seed
        func next(_ limit: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 33) % UInt64(limit))
        }
        let forms = InventoryFiles.templates.keys.sorted()
        var plan = HallPlan(site: "s", hall: "h")
        plan.templates = InventoryFiles.templates
        for number in 1...60 {
            var rack = RackPlan(name: "R\(number)", row: "R", number: number)
            rack.template = forms[next(forms.count)]
            rack.life = LifeState.allCases[next(LifeState.allCases.count)]
            plan.racks.append(rack)
            for tray in plan.templates[rack.template]!.trays where next(5) > 0 {
                var host = HostEntry(
                    name: "r\(number)-\(tray)",
                    place: HostPlace(row: "R", rack: number, tray: tray, rackName: rack.name),
                    gpus: next(3) == 0 ? next(9) : plan.templates[rack.template]!.gpusPerTray)
                host.source = .inventory
                host.life = next(4) == 0 ? LifeState.allCases[next(LifeState.allCases.count)] : rack.life
                plan.hosts.append(host)
            }
        }
        let left = Topology(plan), right = Topology(try merge(InventoryWriter.write(plan, known: plan.templates)).plan)
        let odd = zip(left.trays, right.trays).first { $0 != $1 }
        #expect(left.trays == right.trays, "seed \(seed): \(String(describing: odd))")
        #expect(racks(left) == racks(right), "seed \(seed)")
    }

    /// Names may hold whatever their makers put there.
    @Test func oddNamesAreTheSame() throws {
        var plan = HallPlan(site: "caf\u{E9}\u{85}\u{2028}", hall: "a\u{7F}\u{FEFF}b")
        plan.racks = [RackPlan(name: "R 1: #\u{9B}", row: "true", number: 1)]
        let text = InventoryWriter.write(plan), again = try merge(text).plan
        #expect(
            again.site == plan.site && again.hall == plan.hall && again.racks.map(\.name) == plan.racks.map(\.name),
            "\(text)")
    }

    @Test func convertSaysWhatItLeavesOut() throws {
        let file = try TemporaryFile("racks:\n- {rack: A01, hosts: \"a[1-2]\"}\n- {rock: A02}\n")
        let report = try InventoryReport([file.path])
        #expect(
            report.complaints.map { $0.replacing(file.path, with: "f") }.first?.hasPrefix(
                "f:3:4: unreadable: a rack has no") == true, "\(report.complaints)")
        #expect(report.yaml.contains("A01"))
    }
}
