// Every source alone, for a whole hall of 3,450 hosts: at least 99 of 100 are placed, and placed right.

import Facility
import Foundation
import Telemetry
import Testing

@testable import App

struct InventoryScaleTests {
    private static let hosts = StandardHall.hosts(gpus: 13_800)

    /// A file with this content, read as any inventory is.
    private func parts(_ text: String, _ name: String) throws -> [InventoryPart] {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString)-\(name)").path
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try InventoryFiles.parts([path])
    }

    private func expectAllPlaced(_ parts: [InventoryPart], live: [LiveHost] = []) {
        let topology = Topology(InventoryMerge(parts, live: live).plan)
        let right = Self.hosts.count { host in
            guard let index = topology.tray(ofHost: host.name) else { return false }
            let tray = topology.trays[index]
            return topology.racks[tray.rack].name == host.place!.rackTitle && tray.number == host.place!.tray
        }
        #expect(right == Self.hosts.count, "\(right) of \(Self.hosts.count)")
        #expect(topology.gpuCount == 13_800)
    }

    /// Height of a tray in the standard rack, counted from the floor.
    private func height(_ tray: Int) -> Int { tray <= 8 ? tray + 4 : tray + 13 }

    @Test func ownYAML() throws {
        expectAllPlaced(try parts(InventoryWriter.write(StandardHall.plan(gpus: 13_800)), "hall.yml"))
    }

    @Test func netboxJSON() throws {
        let devices = Self.hosts.map { host in
            """
            {"name":"\(host.name)","device_type":{"id":7,"model":"ARS-121GL-NB3-LCC-R1 GB300"},"role":{"slug":"compute-tray"},
            "rack":{"id":1,"name":"\(host.place!.rackTitle)"},"position":\(height(host.place!.tray)).0,"face":{"value":"front"},
            "status":{"value":"active"},"serial":"S1","parent_device":null}
            """
        }
        expectAllPlaced(
            try parts("{\"count\":1,\"next\":null,\"results\":[\(devices.joined(separator: ","))]}", "devices.json"))
    }

    @Test func netboxTable() throws {
        var text = "Name,Device type,Role,Rack,Position,Status\n"
        for host in Self.hosts {
            text += "\(host.name),GB300 tray,Compute,\(host.place!.rackTitle),U\(height(host.place!.tray)),Active\n"
        }
        expectAllPlaced(try parts(text, "devices.csv"))
    }

    @Test func targetList() throws {
        let groups = Self.hosts.map { host in
            "{\"targets\":[\"\(host.name):9400\",\"\(host.name):9100\"],\"labels\":{\"rack\":\"\(host.place!.rackTitle)\",\"tray\":\"\(host.place!.tray)\",\"gpus\":\"\(host.gpus)\"}}"
        }
        expectAllPlaced(try parts("[\(groups.joined(separator: ","))]", "targets.json"))
    }

    @Test func hostNames() { expectAllPlaced([], live: Self.hosts.map { LiveHost(host: $0.name, gpus: $0.gpus) }) }

    /// Fifty halls of today are 172,500 hosts: they fit into one entry.
    @Test func tenThousandFullRacksAreOneEntry() throws {
        let yaml = "racks:\n- {rack: \"r[00001-10000]\", row: r, hosts: \"n[00001-10000]-c[01-18]\"}\n"
        let part = try #require(try parts(yaml, "big.yml").first)
        #expect(part.racks.count == 10_000 && part.claims.count == 180_000 && part.findings.isEmpty)
        #expect(part.claims.last?.place?.tray == 18 && part.claims.last?.place?.rackTitle == "r10000")
    }

    @Test func tenThousandRacksAreRead() throws {
        let yaml = "racks:\n- {rack: \"r[00001-10000]\", row: r, hosts: \"n[00001-10000]-c[1-2]\"}\n"
        let plan = InventoryMerge(try parts(yaml, "big.yml"), detailed: true).plan
        #expect(plan.racks.count == 10_000 && plan.hosts.count == 20_000)
        #expect(Topology(plan).trays.count == 20_000)
    }

    /// One in a hundred hosts of which the source does not say where it stands: it is listed with the reason, and nobody else moves.
    @Test(arguments: ["yaml", "netbox.json", "netbox.csv", "targets.json", "platform", "names"])
    func whoIsNotPlacedIsListed(source: String) throws {
        let lost = Set(Self.hosts.indices.filter { $0 % 100 == 50 }.map { Self.hosts[$0].name })
        let (parts, live) = try sources(source, without: lost)
        let merge = InventoryMerge(parts, live: live, detailed: true), topology = Topology(merge.plan)
        let placed = merge.plan.hosts.filter { $0.place != nil }
        #expect(placed.count * 100 >= Self.hosts.count * 99 && placed.count == Self.hosts.count - lost.count)
        #expect(topology.trays.count == Self.hosts.count, "\(topology.trays.count)")
        let told = merge.findings.filter { $0.kind == .hostWithoutPlace }
        #expect(told.count == lost.count, "\(told.count): \(told.prefix(3))")
        let names = Set(merge.plan.hosts.filter { $0.place == nil }.map(\.name))
        for finding in told { #expect(names.contains(String(finding.words.prefix { $0 != " " })), "\(finding)") }
    }

    /// The hall as one source says it, where that of some hosts says no place.
    private func sources(_ source: String, without lost: Set<String>) throws -> (
        parts: [InventoryPart], live: [LiveHost]
    ) {
        let hosts = Self.hosts.map { (host: $0, isLost: lost.contains($0.name), place: $0.place!) }
        // A name that spells a place would find one.
        func name(_ host: HostEntry) -> String { "host-\(host.name.replacing("-", with: "_"))" }
        switch source {
        case "yaml":
            let racks = Dictionary(grouping: hosts.filter { !$0.isLost }) { $0.place.rackTitle }.map { rack, members in
                "- {rack: \(rack), hosts: [\(members.map { name($0.host) }.joined(separator: ", "))], "
                    + "trays: [\(members.map { "\($0.place.tray)" }.joined(separator: ", "))]}\n"
            }
            let others = hosts.filter(\.isLost).map { "- {host: \(name($0.host))}\n" }
            return (try parts("racks:\n" + racks.joined() + "hosts:\n" + others.joined(), "hall.yml"), [])
        case "netbox.json":
            let devices = hosts.map { host, isLost, place in
                """
                {"name":"\(name(host))","device_type":{"model":"GB300"},"role":{"slug":"compute"},"rack":{"name":"\(place.rackTitle)"},
                "position":\(isLost ? "null" : "\(height(place.tray)).0"),"status":{"value":"active"}}
                """
            }
            return (try parts("[\(devices.joined(separator: ","))]", "devices.json"), [])
        case "netbox.csv":
            let rows = hosts.map { host, isLost, place in
                "\(name(host)),GB300,Compute,\(isLost ? "—" : place.rackTitle),U\(height(place.tray)),Active\n"
            }
            return (try parts("Name,Device type,Role,Rack,Position,Status\n" + rows.joined(), "devices.csv"), [])
        case "targets.json":
            let groups = hosts.map { host, isLost, place in
                let tray = isLost ? "" : ",\"tray\":\"\(place.tray)\""
                return "{\"targets\":[\"\(name(host)):9400\"],\"labels\":{\"rack\":\"\(place.rackTitle)\"\(tray)}}"
            }
            return (try parts("[\(groups.joined(separator: ","))]", "targets.json"), [])
        case "platform":
            return (
                [],
                hosts.map { host, isLost, place in
                    let slot = place.tray <= 8 ? place.tray : place.tray + 9
                    return LiveHost(
                        host: name(host), gpus: 4,
                        platform: isLost ? nil : PlatformSighting(chassis: place.rackTitle, slot: slot, trayIndex: nil))
                }
            )
        default:
            let rules = try parts(
                "racks: []\nhost_rules: ['(?<row>[a-z])(?<rack>[0-9]+)--(?<tray>[0-9]+)']\n", "rules.yml")
            return (
                rules,
                hosts.map { host, isLost, place in
                    let spelled = "\(place.row.lowercased())\(place.rack)--\(place.tray)"
                    return LiveHost(host: isLost ? "odd-\(spelled)" : spelled, gpus: 4)
                }
            )
        }
    }

    @Test func anotherEncodingIsNamedWithItsLine() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yml").path
        try Data("site: x\nhall: caf".utf8 + [0xE9] + "\n".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try InventoryFiles.parts([path])
            Issue.record("Latin 1 was taken")
        } catch let error as UserError {
            #expect(error.description.contains(":2:10: ") && error.description.contains("UTF-8"))
        }
    }
}
