// The catalogue as data: what ships holds what is promised, and a user's file lies over it.

import Foundation
import Telemetry
import Testing

@testable import App

struct CatalogueFileTests {
    private func overlaid(_ text: String) throws(UserError) -> Catalogue {
        try CatalogueFile.catalogue([(Catalogue.standardText, "catalogue.yml"), (text, "own.yml")])
    }

    private func reason(_ text: String) -> String {
        do {
            _ = try overlaid(text)
            return "accepted"
        } catch { return error.description }
    }

    @Test func whatShipsIsWhole() {
        let catalogue = Catalogue.standard
        #expect(catalogue.metrics.count > 120)
        #expect(catalogue.metrics.prefix(MetricID.named.count).map(\.name) == MetricID.named)
        #expect(catalogue.identity.host == ["Hostname", "hostname"])
        let energy = catalogue[.energyWatts]
        #expect(energy.kind == .counter && energy.sources[0].factor == 1e-3 && energy.sources[0].blanks == .dcgm)
        #expect(catalogue[.tempCelsius].thresholds.map(\.limit) == [80, 87])
        #expect(catalogue[.tempCelsius].threshold(passedBy: 88)?.severity == .critical)
        #expect(catalogue[.clockEvents].wording(of: 0x24) == "SW power cap, SW thermal")
        #expect(catalogue[.clockEvents].wording(of: 0x204) == "SW power cap, 0x200")
    }

    @Test func aUsersFileChangesFieldsAndAddsRows() throws {
        let catalogue = try overlaid(
            """
            identity: {host: node}
            metrics:
            - {name: temp_celsius, warn: "> 70"}
            - {name: fan_rpm, title: fans, short: fans, unit: count, range: [0, 9000], resolution: 1, from: [fan_speed]}
            """)
        #expect(
            catalogue[.tempCelsius].title == "temperature"
                && catalogue[.tempCelsius].thresholds.map(\.limit) == [70, 87])
        let added = try #require(catalogue.metric(named: "fan_rpm"))
        #expect(
            added.index == Catalogue.standard.metrics.count && catalogue.feeds(of: "fan_speed").first?.metric == added)
        #expect(catalogue.identity.host == ["node"] && catalogue.identity.uuid == ["UUID", "uuid", "gpu_uuid"])
    }

    @Test(arguments: [
        ("metrics:\n- {name: x, unit: furlong}", "own.yml:2:19: no unit \"furlong\""),
        ("metrics:\n- {name: x, unti: watts}", "own.yml:2:13: no key \"unti\" here; did you mean unit?"),
        ("metrics:\n- {name: x, unit: watts}", "own.yml:2:3: x has neither from nor derive"),
        ("metrics:\n- {name: temp_celsius, warn: hot}", "own.yml:2:30: a limit is written"),
        ("metrics:\n- {name: temp_celsius, range: [5, 1]}", "own.yml:2:31: a range begins below its end"),
        ("metrics: 5", "own.yml:1:10: a list is expected here"),
        ("metrics:\n- {name: temp_celsius, derive: {part: no, over: []}}", "own.yml:2:3: temp_celsius derives from no"),
        (
            "metrics:\n- {name: temp_celsius, derive: {sum: [power_watts]}}",
            "own.yml:2:38: a sum is of two metrics or more"
        ),
        ("nonsense: 1", "own.yml:1:1: no key \"nonsense\" here"),
    ])
    func errorsNameThePlace(text: String, expected: String) {
        #expect(reason(text).hasPrefix(expected), "\(reason(text))")
    }

    static let corpus = ProcessInfo.processInfo.environment["VIGIE_CORPUS"]

    @Test(.enabled(if: corpus != nil)) func everyFieldThatTheExporterShipsHasARow() throws {
        let table = try String(contentsOfFile: Self.corpus! + "/dcgm-fields.csv", encoding: .utf8)
        for line in table.split(separator: "\n").dropFirst() {
            let fields = line.split(separator: ",", omittingEmptySubsequences: false)
            guard fields[1] != "label" else { continue }
            let name = String(fields[0]), catalogue = Catalogue.standard
            #expect(!catalogue.feeds(of: name).isEmpty || catalogue.numberedFeeds(of: name) != nil, "\(name)")
        }
    }
}
