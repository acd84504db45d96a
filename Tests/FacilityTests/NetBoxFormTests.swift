// Racks of NetBox that are not the standard ones: other forms, several rooms, rows of tables cut short.

import Facility
import Testing

@testable import App

struct NetBoxFormTests {
    private func read(_ text: String) throws -> InventoryPart {
        var reader = NetBoxReader()
        try reader.read(try SourceText.decode(text, file: "n.json"), file: "n.json")
        return reader.part(templates: InventoryFiles.templates)
    }

    private func device(_ name: String, _ rack: String, _ unit: Int, model: String = "GB300 tray", room: String = "")
        -> String
    {
        """
        {"name":"\(name)","device_type":{"model":"\(model)"},"role":{"slug":"compute"},"rack":{"name":"\(rack)"},
        "location":{"name":"\(room)"},"position":"\(unit).0","status":{"value":"active"}}
        """
    }

    private func list(_ entries: [String]) -> String { "[" + entries.joined(separator: ",\n") + "]" }

    /// The form whose trays stand where the devices do, without anyone naming it.
    @Test func theRackIsOfTheFormThatItsHeightsFit() throws {
        let part = try read(
            list((0..<4).map { device("n\($0)", "E01", 2 + 10 * $0, model: "DGX B300") } + [device("t1", "A01", 5)]))
        #expect(part.racks.first { $0.name == "E01" }?.template == "hgx-8gpu-4")
        #expect(part.racks.first { $0.name == "A01" }?.template == RackTemplate.standardName)
        let topology = Topology(InventoryMerge([part], detailed: true).plan)
        for number in 0..<4 {
            let tray = topology.trays[try #require(topology.tray(ofHost: "n\(number)"))]
            #expect(tray.number == number + 1 && tray.gpus.count == 8)
        }
    }

    /// Where numbers grow downwards NetBox writes a device's highest unit: how tall it is decides where it stands.
    @Test func tallDevicesOfARackCountedFromTheTop() throws {
        func tall(_ number: Int, _ height: String) -> String {
            // Lowest units 2, 12, 22, 32 from the floor, of eight units each, counted from 48 at the top.
            device("n\(number)", "E02", 48 - (2 + 10 * number) - 7 + 1, model: "DGX B300").replacing(
                "\"DGX B300\"", with: "\"DGX B300\"" + height)
        }
        let rack = #"{"name":"E02","u_height":48,"desc_units":true,"status":{"value":"active"}}"#
        func read(_ height: String) throws -> InventoryPart {
            var reader = NetBoxReader()
            for text in [list([rack]), list((0..<4).map { tall($0, height) })] {
                try reader.read(try SourceText.decode(text, file: "n.json"), file: "n.json")
            }
            return reader.part(templates: InventoryFiles.templates)
        }
        let known = try read(",\"u_height\":8.0")
        #expect(known.racks[0].template == "hgx-8gpu-4" && known.claims.map { $0.place?.tray } == [1, 2, 3, 4])
        let untold = try read("")
        #expect(untold.findings.contains { $0.kind == .assumed && $0.words.contains("counts units downwards") })
    }

    /// Nobody waits for hosts in a rack of switches; a unit numbered 0 is the first.
    @Test func racksOfOtherThingsAndUnitsFromZero() throws {
        var reader = NetBoxReader()
        let racks = [
            #"{"name":"C01","u_height":48,"role":{"slug":"network"},"status":{"value":"active"}}"#,
            #"{"name":"A04","u_height":48,"starting_unit":0,"status":{"value":"active"}}"#,
        ]
        for text in [list(racks), list([device("n1", "A04", 4)])] {
            try reader.read(try SourceText.decode(text, file: "n.json"), file: "n.json")
        }
        let merge = InventoryMerge([reader.part(templates: InventoryFiles.templates)], detailed: true)
        #expect(merge.plan.racks.first { $0.name == "C01" }?.template == RackTemplate.bareName)
        #expect(!merge.findings.contains { $0.words.contains("C01") }, "\(merge.findings)")
        #expect(merge.plan.hosts.first?.place?.tray == 1)
    }

    @Test func aRackSaysItsForm() throws {
        let rack = #"{"name":"A01","u_height":48,"rack_type":{"model":"NVL72-6-shelves"},"status":{"value":"active"}}"#
        var reader = NetBoxReader()
        for text in [list([rack]), list([device("n1", "A01", 4)])] {
            try reader.read(try SourceText.decode(text, file: "n.json"), file: "n.json")
        }
        let part = reader.part(templates: InventoryFiles.templates)
        #expect(part.racks[0].template == "nvl72-6-shelves")
        // With three shelves below, the first tray stands in unit 4.
        #expect(part.claims[0].place?.tray == 1)
    }

    @Test func racksOfOneNameInTwoRoomsAreTwo() throws {
        func rack(_ room: String) -> String {
            #"{"name":"A01","u_height":48,"location":{"name":"\#(room)"},"status":{"value":"active"}}"#
        }
        var reader = NetBoxReader()
        let texts = [
            list([rack("Hall 1"), rack("Hall 2")]),
            list([device("n1", "A01", 5, room: "Hall 1"), device("n2", "A01", 5, room: "Hall 2")]),
        ]
        for text in texts { try reader.read(try SourceText.decode(text, file: "n.json"), file: "n.json") }
        let merge = InventoryMerge([reader.part(templates: InventoryFiles.templates)], detailed: true)
        let topology = Topology(merge.plan)
        #expect(topology.racks.map(\.name).sorted() == ["Hall 1 A01", "Hall 2 A01"])
        #expect(topology.trays.count == 2 && topology.trays.allSatisfy { $0.number == 1 && $0.conflict.isEmpty })
        #expect(merge.findings.allSatisfy { $0.kind == .placeWithoutHost }, "\(merge.findings)")
    }

    @Test func oneRoomNamesTheHall() throws {
        let part = try read(list([#"{"name":"A01","u_height":48,"location":{"name":"Hall 1"}}"#]))
        #expect(part.hall == "Hall 1" && part.racks.map(\.name) == ["A01"])
    }

    @Test func shortAndLongRowsAreNamed() throws {
        var reader = NetBoxReader()
        let csv =
            "Name,Type,Role,Rack,Position,Status\nn1,GB300 tray,Compute,A01,U5\nn2,GB300, tray,Compute,A01,U6,Active\n"
        try reader.read(try DelimitedText(csv), file: "d.csv")
        let part = reader.part()
        #expect(part.claims.first { $0.host == "n1" }?.place?.tray == 1)
        #expect(part.findings.map(\.origin).prefix(2) == ["d.csv:2:1", "d.csv:3:1"])
        #expect(part.findings[0].words.contains("5 of 6") && part.findings[1].words.contains("7 fields"))
    }

    @Test func aDeviceWithoutTypeAndRoleIsAHostOfUnknownSize() throws {
        var reader = NetBoxReader()
        try reader.read(try DelimitedText("Name,Rack,Position\nn1,A01,U5\nn2,—,—\n"), file: "d.csv")
        let part = reader.part()
        #expect(part.claims.first { $0.host == "n1" }?.place?.tray == 1)
        let merge = InventoryMerge([part], detailed: true)
        #expect(merge.findings.contains { $0.kind == .hostWithoutPlace && $0.words.hasPrefix("n2") })
        let untold = merge.findings.filter { $0.kind == .unreadable }
        #expect(
            untold.map(\.origin) == ["d.csv:2:1"] && untold[0].words.hasPrefix("2 hosts without device type and role"))
    }

    @Test func computeOfAnUnknownTypeIsSaid() throws {
        let part = try read(list([device("n1", "A01", 5, model: "Acme 9000"), device("n2", "A01", 6)]))
        let untold = part.findings.filter { $0.kind == .unreadable }
        #expect(untold.count == 1 && untold[0].words.contains("1 host of unknown type Acme 9000, role compute"))
        #expect(part.claims.first { $0.host == "n1" }?.place?.tray == 1)
    }

    /// A server of no known type may have GPUs; one that stores or lets people in has none.
    @Test(arguments: [("Server", true), ("gpu-server", true), ("storage-server", false), ("Login Server", false)])
    func aServerThatNobodyKnowsIsSaid(role: String, isSaid: Bool) throws {
        func entry(_ name: String, _ type: String) -> String {
            #"{"name":"\#(name)",\#(type)"role":{"name":"\#(role)"},"rack":{"name":"A01"},"position":5,"status":{"value":"active"}}"#
        }
        let known = #""device_type":{"model":"GB300 tray"},"#, acme = #""device_type":{"model":"Acme 9000"},"#
        // No type at all is written as null, or left out where few fields are asked for.
        let entries =
            [entry("n1", known)] + (2...8).map { entry("n\($0)", $0 % 2 == 0 ? #""device_type":null,"# : "") }
        let part = try read(list(entries + [entry("n9", acme)]))
        #expect(Set(part.claims.map(\.host)) == Set((1...9).map { "n\($0)" }) && part.racks.map(\.name) == ["A01"])
        let untold = part.findings.filter { $0.words.contains("nobody says") }
        #expect(untold.count == (isSaid ? 2 : 0), "\(untold)")
        guard isSaid else { return }
        let all = untold.map(\.words)
        #expect(all.contains { $0.hasPrefix("1 host of unknown type Acme 9000, role ") && $0.hasSuffix(": n9") })
        #expect(all.contains { $0.hasPrefix("7 hosts without device type, role ") && $0.hasSuffix(": n[2-8]") })
        #expect(untold.map(\.origin).contains { $0.hasPrefix("n.json:2:") }, "\(untold)")
    }

    @Test func aPageOfSeveralIsNamedOnceWithItsPlace() throws {
        let part = try read("{\"count\": 2,\n \"next\": \"http://x/?offset=1\",\n \"results\": []}\n")
        #expect(part.findings.map(\.origin) == ["n.json:2:10"], "\(part.findings)")
    }

    @Test func aRackFullOfServersHasATrayForEach() throws {
        let part = try read(list((3...40).map { device("s\($0)", "S01", $0, model: "GB300 tray") }))
        #expect(part.racks.first?.template == "servers")
        #expect(part.claims.allSatisfy { $0.place != nil } && part.findings.isEmpty, "\(part.findings)")
    }
}
