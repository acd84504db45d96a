// What `vigie alerts` takes and writes: own metrics, an inventory, keys as it prints them, and words that keep to their line.

import Alerting
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App

struct AlertCommandTests {
    private static let metrics = """
        metrics:
        - {name: check_nccl, title: NCCL check, short: nccl, entity: host, unit: code, range: [0, 1], resolution: 1,
           words: {0: failed, 1: passed}, from: [site_check_nccl_ok]}

        """

    private static func rule(_ name: String, _ rest: String = "when: check_nccl=0") -> String {
        "groups:\n- name: checks\n  rules:\n  - {alert: \"\(name)\", of: host, \(rest), family: host, "
            + "group_by: [rack], annotations: {summary: \"{{place}}: {{detail}}\\nforged\"}}\n"
    }

    private func options(_ folder: Folder) throws -> WatchOptions {
        _ = try folder.write("metrics.yml", Self.metrics)
        var options = WatchOptions()
        options.config = try folder.write("vigie.yml", "vigie:\n  catalogue: [metrics.yml]\n")
        options.pages = [
            try folder.write(
                "h1.prom", "node_uname_info{nodename=\"h1\"} 1\nnode_load1 1\nsite_check_nccl_ok 0\n")
        ]
        return options
    }

    @Test func anOwnCheckReachesScripts() throws {
        let folder = try Folder(), options = try options(folder)
        let rules = try folder.write("rules.yml", Self.rule("CheckFailed"))
        let book = try RuleFiles.book([rules], catalogue: try options.catalogue())
        let report = try AlertsOfTargets.report(options, book, AlertNoteFile(folder.path + "/notes.jsonl"))
        #expect(report.isBad)
        #expect(report.write(.text).contains("CheckFailed"), "\(report.write(.text))")
    }

    @Test func anInventoryThatIsNotThereIsAnError() throws {
        let folder = try Folder()
        var options = try options(folder)
        options.inventory = [folder.path + "/none.yml"]
        #expect(throws: UserError.self) {
            try AlertsOfTargets.report(options, RuleFiles.standard, AlertNoteFile(folder.path + "/notes.jsonl"))
        }
    }

    /// A rule's name and words are foreign: no line of the report begins with them.
    @Test func wordsOfARuleStayInTheirLine() throws {
        let folder = try Folder(), options = try options(folder)
        let rules = try folder.write("rules.yml", Self.rule("One\\nCRITICAL  A01"))
        let book = try RuleFiles.book([rules], catalogue: try options.catalogue())
        let report = try AlertsOfTargets.report(options, book, AlertNoteFile(folder.path + "/notes.jsonl"))
        let lines = report.write(.text).split(separator: "\n")
        #expect(lines.contains { $0.contains("One�CRITICAL  A01") }, "\(lines)")
        #expect(!lines.contains { $0.hasPrefix("CRITICAL  A01") || $0.hasPrefix("forged") }, "\(lines)")
    }

    /// A restart that walks through the hall has the key of its process.
    @Test func keysOfProcessesAreTaken() throws {
        let folder = try Folder(), file = AlertNoteFile(folder.path + "/notes.jsonl")
        let words = try AlertNotes.add([("restart/hall A", "mute")], duration: "1h", text: "", to: file)
        #expect(words.hasPrefix("muted restart/hall A until "))
        let rules = try folder.write(
            "rules.yml",
            "groups:\n- name: g\n  rules:\n  - {alert: Wave, when: temp>80, labels: {process: firmware/update}}\n")
        let own = [(key: "firmware/update/hall A", action: "mute")]
        #expect(throws: UserError.self) { try AlertNotes.add(own, duration: "1h", text: "", to: file) }
        _ = try AlertNotes.add(own, duration: "1h", text: "", to: file, rules: try RuleFiles.book([rules]))
        #expect(file.changed()?.notes.count == 2)
    }

    @Test func tooManyRulesAreToldOnce() throws {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let rules = (0..<2_010).map { "  - {alert: R\($0), when: temp>80}\n" }.joined()
        let faults = reader.read(try SourceText.decode("groups:\n- name: g\n  rules:\n" + rules, file: "r.yml"))
        #expect(faults.map(\.line) == [2_004] && faults[0].reason.contains("more than 2000 rules"), "\(faults)")
        #expect(reader.book.rules.count == 2_000)
    }

    @Test func aDemoIsNotPlayedForYears() throws {
        let options = DemoOptions()
        #expect(try options.moment("+24h", judged: true) == options.start + 86_400_000)
        for (at, judged) in [("+25h", true), ("+9999d", true), ("+9999d", false), ("2020-01-01T00:00:00Z", false)] {
            #expect(throws: UserError.self) { try options.moment(at, judged: judged) }
        }
        #expect(try options.moment("+300d", judged: false) > options.start)
    }
}
