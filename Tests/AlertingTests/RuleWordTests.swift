// The words of the built-in rules: each says what its own condition found, of whom it found it, and nothing of its neighbours.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct RuleWordTests {
    private static let catalogue = Catalogue.standard

    private func hall(_ names: [String], _ value: @escaping (String, Int) -> Double) throws -> BatchHall {
        let metrics = try names.map { try #require(Self.catalogue.metric(named: $0)) }
        let hall = BatchHall(gpus: 72, [.smActive] + metrics)
        hall.play(0..<8) { metric, gpu, second in
            guard let index = metrics.firstIndex(of: metric) else { return 0.9 }
            return second < 3 ? 0 : value(names[index], gpu)
        }
        return hall
    }

    /// Unlike numbers under one sentence: it would be true of one of them at most, unless it names the number.
    @Test func unlikeRulesShareNoSummary() {
        var first: [String: Rule] = [:]
        for rule in RuleFiles.standard.rules where !rule.isMarkOnly {
            guard case .filter = rule.condition else { continue }
            let summary = rule.words("summary", nil)
            guard let other = first.updateValue(rule, forKey: summary) else { continue }
            #expect(
                Set(other.needs) == Set(rule.needs) || summary.contains("{{detail}}"), "\(other.name) and \(rule.name)")
        }
    }

    /// Three GPUs of one tray, two of them by the rule that speaks.
    @Test func othersOfTheFamilyAreNotCounted() throws {
        let hall = try hall(["sram_exceeded", "row_remap_pending"]) { name, gpu in
            (name == "sram_exceeded" ? [4, 5] : [6]).contains(gpu) ? 1 : 0
        }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.name == "SRAMExceeded" && alarm.memberCount == 3)
        #expect(
            alarm.summary == "A01/t02: SRAM error budget exceeded on 2 of 4 GPUs, and 1 more: RowRemapPending",
            "\(alarm.summary)")
        #expect(!alarm.cause.contains("HBM"), "\(alarm.cause)")
    }

    @Test(arguments: [
        ("fabric_manager_status", 4.0, "FabricManagerFailed", "fabric manager failed for 1 GPU"),
        ("fabric_health", 2, "FabricUnhealthy", "NVLink fabric unhealthy, by the word of 1 GPU"),
        ("rows_remapped_uncorrectable", 512, "RowsRemappedTooMany", "512 rows of memory remapped"),
        ("pages_retired_double", 20, "PagesRetired", "20 pages of memory retired after double-bit errors"),
    ]) func eachSaysWhatItFound(metric: String, value: Double, rule: String, words: String) throws {
        let hall = try hall([metric]) { _, gpu in gpu == 5 ? value : metric == "fabric_health" ? 1 : 0 }
        let alarm = try #require(hall.board.alarms.first)
        #expect(alarm.name == rule && alarm.summary.contains(words), "\(alarm.name): \(alarm.summary)")
    }
}
