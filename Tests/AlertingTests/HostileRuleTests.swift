// Rules as people get them wrong: named with line and column, and the others go on.

import Alerting
import Storage
import Telemetry
import Testing

@testable import App

struct HostileRuleTests {
    private func read(_ rules: String) throws -> (book: RuleBook, faults: [String]) {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let text = "groups:\n- name: g\n  rules:\n" + rules + "  - alert: Good\n    when: temp>80\n"
        let faults = reader.read(try SourceText.decode(text, file: "r.yml"))
        return (reader.book, faults.map { "\($0.line):\($0.column)" })
    }

    @Test(arguments: [
        ("    unknown: 1\n", "6:5"), ("    for: [1]\n", "6:10"), ("    for: -5m\n", "6:10"),
        ("    labels: 3\n", "6:13"),
        ("    labels: {severity: purple}\n", "6:13"), ("    take: mean\n    window: soon\n", "7:13"),
        ("    group_by: [moon]\n", "6:16"), ("    family: weather\n", "6:13"), ("    annotations: [a]\n", "6:18"),
    ]) func aWrongFieldCostsItsRuleAlone(_ field: String, _ place: String) throws {
        let (book, faults) = try read("  - alert: Bad\n    when: temp>85\n" + field)
        #expect(faults == [place], "\(field)")
        #expect(book.rule(named: "Good") != nil)
    }

    @Test func aListIsNoCondition() throws {
        #expect(try read("  - alert: Bad\n    when: [1, 2]\n").faults == ["5:11"])
    }

    @Test func everyMistakeOfARuleIsNamed() throws {
        let (book, faults) = try read(
            """
              - alert: Bad
                when: 80
                for: soon
                labels: {severity: purple}
                moon: 1
                annotations: {summary: "{{x}}"}
              - alert: Unknown
                when: warmth>3

            """)
        #expect(faults == ["8:5", "7:13", "6:10", "9:28", "5:11", "11:11"], "\(faults)")
        #expect(book.rules.map(\.name) == ["Good"])
    }

    /// Quotients are made by the rules themselves: a rate of nothing, a deviation among equals, a share of nobody.
    @Test func nothingIsDividedByZero() throws {
        let (book, faults) = try read(
            """
              - {alert: Rate, when: power_watts>0, take: rate, window: 10s}
              - {alert: Spread, when: power_watts>0.001, take: deviation, peers: job}
              - {alert: Share, when: memory_used_ratio>0}

            """)
        #expect(faults.isEmpty)
        let hall = BatchHall(
            gpus: 72, [.powerWatts, .memoryUsedBytes, .memoryFreeBytes, .memoryReservedBytes], book: book)
        hall.play(0..<15) { metric, _, _ in metric == .powerWatts ? 500 : 0 }
        #expect(hall.board.alarms.isEmpty, "\(hall.board.alarms.map(\.summary))")
    }

    @Test func aConditionWithoutDataIsBlindAndNeverFires() throws {
        let (book, faults) = try read(
            "  - {alert: Never, when: nvlink_recoveries>0}\n  - {alert: Less, when: row_remap_pending<1}\n")
        #expect(faults.isEmpty)
        let hall = BatchHall(gpus: 72, [.powerWatts], book: book)
        hall.play(0..<10) { _, _, _ in 500 }
        #expect(hall.board.alarms.isEmpty && hall.board.waiting.isEmpty)
        #expect(Set(hall.board.blind.map(\.rule)).isSuperset(of: ["Never", "Less"]))
    }
}
