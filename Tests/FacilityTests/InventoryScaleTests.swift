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

    @Test func tenThousandRacksAreRead() throws {
        let yaml = "racks:\n- {rack: \"r[00001-10000]\", hosts: \"n[00001-10000]-c[1-2]\"}\n"
        let plan = InventoryMerge(try parts(yaml, "big.yml"), detailed: true).plan
        #expect(plan.racks.count == 10_000 && plan.hosts.count == 20_000)
        #expect(Topology(plan).trays.count == 20_000)
    }

    @Test func anotherEncodingIsNamedWithItsLine() throws {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).yml").path
        try Data("site: x\nhall: caf".utf8 + [0xE9] + "\n".utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        do {
            _ = try InventoryFiles.parts([path])
            Issue.record("Latin 1 was taken")
        } catch let error as UserError {
            #expect(error.description.contains(":2:1: ") && error.description.contains("UTF-8"))
        }
    }
}
