// Checks that operators run themselves: two rows of a catalogue and two rules make lamps and alarms of them.

import Alerting
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App

struct OwnCheckTests {
    private static let metrics = """
        metrics:
        - {name: check_nccl, title: NCCL check, short: nccl, entity: host, unit: code, range: [0, 1], resolution: 1,
           words: {0: failed, 1: passed}, from: [site_check_nccl_ok]}
        - {name: check_nccl_age, title: check age, short: age, entity: host, unit: seconds, kind: moment, range: [0, 1e7],
           resolution: 1, from: [site_check_nccl_time]}

        """
    private static let rules = """
        groups:
        - name: checks
          rules:
          - alert: CheckFailed
            of: host
            when: check_nccl=0
            family: host
            group_by: [rack, hall]
            annotations: {summary: "{{place}}: {{detail}}", cause: "our own check", next_step: "run it by hand on {{first}}"}
          - {alert: CheckOld, of: host, when: check_nccl_age>86400, family: host, group_by: [rack, hall]}

        """

    private func files(_ body: (_ metrics: String, _ rules: String) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let metrics = folder.appendingPathComponent("metrics.yml"), rules = folder.appendingPathComponent("rules.yml")
        try Self.metrics.write(to: metrics, atomically: true, encoding: .utf8)
        try Self.rules.write(to: rules, atomically: true, encoding: .utf8)
        try body(metrics.path, rules.path)
    }

    @Test func bothFilesAreChecked() throws {
        try files { metrics, rules in
            let both = try RuleFiles.check([rules], catalogues: [metrics]), alone = try RuleFiles.check([rules])
            #expect(both.faults.isEmpty && alone.faults.count == 2)
        }
    }

    @Test func aFailedCheckAndAnOldOneAreAlarms() throws {
        try files { path, rules in
            let texts = [(text: Catalogue.standardText, path: "catalogue.yml"), (text: Self.metrics, path: path)]
            let catalogue = try CatalogueFile.catalogue(texts)
            let engine = AlertEngine(try RuleFiles.book([rules], catalogue: catalogue))
            let topology = StandardHall.topology(gpus: 72), start = Timestamp(milliseconds: 1_782_864_000_000)
            let targets = topology.trays.map {
                TargetDescription(url: "test://\($0.host)", address: $0.host, intervalMs: 1_000)
            }
            let store = Store(topology: topology, catalogue: catalogue, targets: targets, start: start)
            let passed = try #require(catalogue.metric(named: "check_nccl"))
            let age = try #require(catalogue.metric(named: "check_nccl_age"))
            let series = [("ok", passed), ("time", age)].map {
                SeriesTable.Series(
                    name: $0.0, labels: "", metric: $0.1, factor: 1, host: 0, gpu: -1, isMoment: $0.1 == age)
            }
            var board = AlertBoard.empty
            for second in 0..<6 {
                for (index, tray) in topology.trays.enumerated() {
                    let table = SeriesTable(
                        series: SeriesList(blocks: [SeriesList.Block(series)]), hosts: [tray.host], gpus: [])
                    let time = start + Int64(second) * 1_000 + 50, values = PageValues()
                    values.resize(to: 2)
                    values[0] = index == 3 && second >= 2 ? 0 : 1
                    values[1] = Double(time.milliseconds) / 1_000 - (index == 11 ? 90_000 : 600)
                    store.accept(.page(Batch(target: index, time: time, table: table, values: values, bytes: 100)))
                }
                guard let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 300) else { continue }
                board = engine.evaluate(snapshot)
            }
            let names = Set(board.alarms.flatMap { alarm in alarm.members.map { "\(alarm.name) \($0.place)" } })
            #expect(board.alarms.contains { $0.name == "CheckFailed" && $0.place == .tray(3) }, "\(names)")
            #expect(board.alarms.contains { $0.name == "CheckOld" && $0.place == .tray(11) }, "\(names)")
            #expect(board.alarms.first { $0.name == "CheckFailed" }?.summary.hasSuffix("NCCL check failed") == true)
        }
    }
}
