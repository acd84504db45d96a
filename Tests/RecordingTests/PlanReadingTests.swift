// The reader of an epoch's plan against Foundation's: the same fields out of the same JSON, and nothing out of what is none.

import Facility
import Foundation
import Testing

@testable import Recording

struct PlanReadingTests {
    /// Names with everything that JSON escapes, and what only some racks and hosts say.
    private static func plan() -> EpochPlan {
        EpochPlan(
            site: "n\"or\\th/\n\t\u{1}", hall: "Halle \u{E9}\u{1F680} 7", targetGPUs: 640, envelopeKilowatts: 12_500,
            hosts: [
                .init(name: "a", row: "A", rack: 1, tray: 2, gpus: 4),
                .init(
                    name: "b", row: "B", rack: -1, tray: 0, gpus: 8, rackName: "b\u{7F}", life: "planned",
                    expected: false, source: 3, conflict: "a, b: {\"c\"}"),
            ],
            rows: [.init(name: "A", aisle: "cold"), .init(name: "B")],
            racks: [.init(name: "A1", row: "A", number: 1, column: 4, template: "two", life: "drained")],
            groups: [.init(kind: "feed", name: "f", hosts: [0, 1]), .init(kind: "loop", name: "l", hosts: [])],
            templates: [.init(name: "two", topU: 4, gpusPerTray: 8, units: ["tray 1", "other [x]"])],
            targets: [
                .init(url: "http://[::1]:9400/metrics", address: "[::1]:9400", intervalMs: 1_000, labels: [:]),
                .init(url: "u", address: "v", intervalMs: 15_000, labels: ["job": "x", "host": "\\\"", "": "}"]),
            ],
            metrics: [
                .init(
                    name: "m", title: "t", short: "s", entity: 1, unit: "W", counter: true, low: -1.5, high: 1e21,
                    resolution: 0.05),
                .init(
                    name: "n", title: "t", short: "s", entity: 0, unit: "", counter: false, low: 0, high: 1,
                    resolution: 5e-324),
            ])
    }

    private static func json(_ plan: EpochPlan, _ formatting: JSONEncoder.OutputFormatting = .sortedKeys) throws
        -> [UInt8]
    {
        let encoder = JSONEncoder()
        encoder.outputFormatting = formatting
        return [UInt8](try encoder.encode(plan))
    }

    @Test(arguments: [[], .sortedKeys, .prettyPrinted, .withoutEscapingSlashes] as [JSONEncoder.OutputFormatting])
    func readsWhatFoundationWrites(_ formatting: JSONEncoder.OutputFormatting) throws {
        let plan = Self.plan()
        let read = try #require(EpochPlan.read(try Self.json(plan, formatting)))
        #expect(try Self.json(read) == Self.json(plan))
    }

    @Test func passesByWhatALaterVersionAdds() throws {
        var text = String(decoding: try Self.json(Self.plan()), as: UTF8.self)
        let more = #"{"future":[1,-2.5e3,true,false,null,"a\u00e9\ud83d\ude80",{"b":[[]]}],"#
        text = more + text.dropFirst()
        let read = try #require(EpochPlan.read(Array(text.utf8)))
        #expect(try Self.json(read) == Self.json(Self.plan()))
    }

    @Test func aCutPlanIsNone() throws {
        let json = try Self.json(Self.plan())
        for length in 0..<json.count { #expect(EpochPlan.read(Array(json[..<length])) == nil, "\(length) bytes") }
        #expect(EpochPlan.read(json + [0x7D]) == nil)
        #expect(EpochPlan.read(Array(repeating: 0x5B, count: 100_000)) == nil)
        #expect(EpochPlan.read(Array(#"{"x":"#.utf8) + Array(repeating: 0x5B, count: 100_000)) == nil)
    }

    /// What is read of a damaged plan does not matter, as long as reading ends.
    @Test func anyByteMayBeWrong() throws {
        let json = try Self.json(Self.plan())
        for position in json.indices {
            for byte: UInt8 in [0x00, 0x22, 0x5C, 0x5D, 0x7D, 0x2C, 0xFF] {
                var damaged = json
                damaged[position] = byte
                _ = EpochPlan.read(damaged)?.topology()
            }
        }
    }
}
