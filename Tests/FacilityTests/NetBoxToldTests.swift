// What NetBox leaves open is told device by device: what it is, and what became of it.

import Facility
import Testing

@testable import App

struct NetBoxToldTests {
    private func read(_ texts: [String]) throws -> InventoryPart {
        var reader = NetBoxReader()
        for text in texts { try reader.read(try SourceText.decode(text, file: "n.json"), file: "n.json") }
        return reader.part(templates: InventoryFiles.templates)
    }

    private func device(
        _ name: String?, _ rack: String? = "R1", _ position: String = "5", model: String = "GB300 tray",
        role: String = "compute",
        status: String = "active"
    ) -> String {
        func quoted(_ text: String?) -> String { text.map { "\"\($0)\"" } ?? "null" }
        return #"{"name":\#(quoted(name)),"device_type":{"model":"\#(model)"},"role":{"slug":"\#(role)"},"rack":"#
            + (rack == nil ? "null" : "{\"name\":\(quoted(rack))}")
            + #","position":\#(position),"status":{"value":"\#(status)"}}"#
    }

    private func list(_ entries: [String]) -> String { "[" + entries.joined(separator: ",\n") + "]" }

    private let racks =
        #"[{"name":"R1","u_height":48,"status":{"value":"active"}},{"name":"R1","u_height":20},{"name":"R2","u_height":48,"status":{"value":"on hold"}}]"#

    @Test func racksThatDifferInCaseAloneAreTwoAndTold() throws {
        let part = try read([#"[{"name":"A05","u_height":48},{"name":"a05","u_height":48}]"#, "[]"])
        #expect(part.racks.count == 2)
        let told = part.findings.filter { $0.kind == .spelling }
        #expect(told.count == 1 && told[0].words.contains("differ in nothing but case"), "\(part.findings)")
    }

    @Test func eachIsSaid() throws {
        let part = try read([
            racks,
            list([
                device("n1"), device("n1", "R1", "6"), device(nil, "R1", "7"),
                device(nil, nil, "null", model: "", role: "blender"),
                device("x1", model: "Acme", role: "blender"), device("x2", model: "Acme", role: "blender"),
                device("n2", "R9", "5"), device("n3", "R9", "6"), device("n4", "r2", "5"),
                device("n5", "R1", "8", status: "weird"),
                device("n6", "R1", "99"), device("n7", "R1", "null"), device("n8", nil, "null"),
                device("sw1", "R1", "20", model: "NVLink switch", role: "switch"),
                device("pdu1", "R1", "1", model: "AP8941", role: "rack-pdu"), device("n9", "R1", "\"top\""),
            ]),
        ])
        let told = part.findings.map {
            "\($0.origin.split(separator: ":").dropFirst().joined(separator: ":")) \($0.kind.rawValue): \($0.words)"
        }
        let expected = [
            "1:58 duplicate: rack R1 is listed twice; the first, at n.json:1:2, counts",
            "9:1 spelling: rack r2 is taken for R2: the names differ in nothing but case",
            "7:1 unreadable: rack R9 is in no list of racks and taken for one of 48 units from the floor: n[2-3]",
            "2:1 duplicate: device n1 is listed twice; the first, at n.json:1:2, counts",
            "3:1 unreadable: a device without a name, of type GB300 tray, role compute, in rack R1 at 7, is left out; give it one",
            "4:1 unreadable: a device without a name, without device type, role blender, in no rack, is left out; give it one",
            "5:1 assumed: 2 devices of type Acme, role blender, taken for no host and left out: x[1-2]; a custom field gpus makes a host of one",
            "11:1 unreadable: n6: position 99 lies outside rack R1, which has units 1 to 48",
            "16:1 unreadable: n9: position top is no unit of a rack",
            "10:1 assumed: status weird is none that vigie knows and taken as active: n5",
            "1:86 assumed: status on hold is none that vigie knows and taken as active: rack R2",
        ]
        for line in expected { #expect(told.contains(line), "\(line)\n\(told.joined(separator: "\n"))") }
        #expect(told.count == expected.count, "\(told.joined(separator: "\n"))")
        // The first counts, and nobody is lost.
        #expect(part.claims.first { $0.host == "n1" }?.place?.tray == 1)
        #expect(Set(part.claims.map(\.host)) == Set((1...9).map { "n\($0)" }))
        let merge = InventoryMerge([part], detailed: true)
        let homeless = merge.findings.filter { $0.kind == .hostWithoutPlace }.map(\.words)
        #expect(homeless.contains("n7 has no place: no position in rack R1 is written"), "\(homeless)")
        #expect(homeless.contains("n8 has no place: no rack is written") && homeless.count == 4, "\(homeless)")
    }

    /// An export of devices alone names its racks by them, and that is nothing to tell.
    @Test func devicesAloneMakeTheirRacks() throws {
        let part = try read([list([device("n1", "R1"), device("n2", "R2")])])
        #expect(part.racks.map(\.name) == ["R1", "R2"] && part.findings.isEmpty, "\(part.findings)")
    }

    @Test func aTableSaysTheSame() throws {
        var reader = NetBoxReader()
        try reader.read(try DelimitedText("Name,Height,Status\nR1,48U,Active\n"), file: "r.csv")
        try reader.read(
            try DelimitedText(
                "Name,Type,Role,Rack,Position,Status\n—,GB300 tray,Compute,R1,U5,Active\nn2,GB300 tray,Compute,R7,U5,Active\nx1,Acme,Blender,R1,U6,Active\n"
            ),
            file: "d.csv")
        let told = reader.part(templates: InventoryFiles.templates).findings.map { "\($0.origin) \($0.words)" }
        #expect(told.count == 3, "\(told)")
        #expect(told.contains { $0.hasPrefix("d.csv:2:1 a device without a name, of type GB300 tray") }, "\(told)")
        #expect(told.contains { $0.hasPrefix("d.csv:3:1 rack R7 is in no list of racks") }, "\(told)")
        #expect(
            told.contains { $0.hasPrefix("d.csv:4:1 1 device of type Acme, role Blender, taken for no host") },
            "\(told)")
    }
}
