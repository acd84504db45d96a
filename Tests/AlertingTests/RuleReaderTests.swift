// Rule files: the built-in one is whole, mistakes have their place, the XID table is large enough.

import Alerting
import Telemetry
import Testing

@testable import App

struct RuleReaderTests {
    @Test func theBuiltInRulesAreWhole() throws {
        #expect(try RuleFiles.standardFaults(.standard).map { "\($0.line):\($0.column): \($0.reason)" } == [])
        for rule in RuleFiles.standard.rules {
            #expect(!rule.source.isEmpty, "\(rule.name) names no source")
            if !rule.isMarkOnly {
                #expect(!rule.words("summary", nil).isEmpty && !rule.words("next_step", nil).isEmpty, "\(rule.name)")
            }
        }
        #expect(RuleFiles.standard.rules.count > 60)
    }

    @Test func theXIDTableIsLargeAndKnowsNVLink5() throws {
        let table = try RuleFiles.xids()
        #expect(table.entries.count >= 170)
        #expect(table.entries.values.allSatisfy { !$0.action.isEmpty && !$0.classes.isEmpty })
        for code in 144...150 { #expect(table.links[code]?.isEmpty == false, "\(code)") }
        let line = "NVRM: Xid (PCI:0018:01:00): 149, NETIR_LINK_DOWN Fatal XC0 i0 Link 09 (0x025525c6 0x0)"
        #expect(table.decode(149, message: line)?.unit == "NETIR_LINK_DOWN")
        #expect(table.decode(149, message: line)?.isFatal == true)
        #expect(table.decode(145, message: "145, RLW_SRC_TRACK Nonfatal XC0")?.isFatal == false)
        #expect(table.decode(79, message: line) == nil)
        #expect(table[9_999].name == "uncatalogued" && table[9_999].isSerious)
    }

    private func faults(_ text: String) throws -> [String] {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        return reader.read(try SourceText.decode(text, file: "r.yml")).map { "\($0.line):\($0.column)" }
    }

    @Test func mistakesHaveTheirPlace() throws {
        let head = "groups:\n- name: g\n  rules:\n"
        #expect(try faults(head + "  - alert: A\n    when: tmp>85\n") == ["5:11"])
        #expect(try faults(head + "  - alert: A\n    when: temp>85\n    fro: 5m\n") == ["6:5"])
        #expect(try faults(head + "  - alert: A\n    when: temp>85\n    for: soon\n") == ["6:10"])
        #expect(try faults(head + "  - alert: A\n    when: temp>85\n    take: rate\n") == ["6:11"])
        #expect(try faults(head + "  - when: temp>85\n") == ["4:5"])
        for when in ["xid class R", "straggler", "job fell", "identity uuid_twice"] {
            #expect(try faults(head + "  - alert: A\n    of: host\n    when: \(when)\n") == ["6:11"], "\(when)")
        }
        #expect(try faults(head + "  - alert: A\n    when: silence dark\n") == ["5:11"])
        #expect(try faults(head + "  - alert: A\n    when: 80\n") == ["5:11"])
        #expect(try faults(head + "  - alert: A\n    when: \"!b17 | A0\"\n") == ["5:11"])
        #expect(try faults(head + "  - alert: A\n    when: rack=B17\n").isEmpty)
        // One bad rule does not cost the next its check.
        #expect(try faults(head + "  - alert: A\n    when: temp>\n  - alert: B\n    when: (temp>1\n").count == 2)
        #expect(try faults("groups: 3\n").count == 1)
        #expect(try faults("disable: [Nobody]\n") == ["1:11"])
    }

    @Test func oneMistakeHidesNoOther() throws {
        let bad = "  - alert: A\n    when: temp>\n"
        #expect(try faults("rulez: 1\ngroups:\n- name: g\n  rulez: 2\n  rules:\n" + bad).count == 3)
        #expect(
            try faults("stragglers: {window: 0s, windows: 0, needed: 9, z: -1, zz: 1}\n").sorted()
                == ["1:22", "1:35", "1:46", "1:52", "1:56"])
    }

    @Test func aNameTwiceInOneFileIsAMistakeAndTheFirstCounts() throws {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let text =
            "groups:\n- name: g\n  rules:\n  - {alert: A, when: temp>80}\n  - {alert: A, when: temp>90, for: 1m}\n"
        let faults = reader.read(try SourceText.decode(text, file: "r.yml"))
        #expect(faults.map(\.line) == [5] && faults[0].reason.contains("line 4"))
        #expect(reader.book.rule(named: "A")?.forMs == 0)
    }

    @Test func whatCanNeverHoldOrEndIsAMistake() throws {
        let head = "groups:\n- name: g\n  rules:\n  - alert: A\n    when: "
        #expect(try faults(head + "power_watts>5000 & power_watts<10\n") == ["5:11"])
        #expect(try faults(head + "temp>80 & temp<=80\n") == ["5:11"])
        #expect(try faults(head + "temp>80\n    clear: temp>70\n") == ["6:12"])
        #expect(try faults(head + "temp>80\n    keep_firing_for: 99999d\n") == ["6:22"])
        for fine in ["temp>80 & temp<90", "temp>90 | temp<10", "temp>80 & power_watts<10", "!(temp>80) & temp<90"] {
            #expect(try faults(head + "\"\(fine)\"\n").isEmpty, "\(fine)")
        }
        #expect(try faults(head + "temp>80\n    clear: temp<80\n").isEmpty)
        #expect(try faults(head + "temp>80\n    clear: power_watts>70\n").isEmpty)
    }

    /// Labels and annotations may be anybody's: only what is nearly a known name is taken for a slip.
    @Test func aNameThatIsNearlyReadIsAWarning() throws {
        let text = """
            groups:
            - name: g
              rules:
              - alert: A
                when: temp>85
                labels: {sevrity: critical, team: cooling, process: restart, severity_hall: critical}
                annotations: &words {sumary: hot, cause_rak: flow, next_step_loop: look, description: long, runbook_url: x}
              - alert: B
                when: temp>90
                annotations: *words

            """
        let root = try SourceText.decode(text, file: "r.yml")
        let slips = RuleFiles.misspelt(root)
        #expect(slips.map { "\($0.line):\($0.column)" } == ["6:14", "7:26", "7:39"], "\(slips)")
        for (slip, meant) in zip(slips, ["severity", "summary", "cause_rack"]) {
            #expect(slip.reason.contains("did you mean \"\(meant)\"?"), "\(slip.reason)")
        }
        #expect(RuleFiles.misspelt(try SourceText.decode(RuleFiles.standardText, file: "rules.yml")).isEmpty)
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        #expect(reader.read(root).isEmpty)
    }

    @Test func wordsThatWouldStayEmptyAreFaults() throws {
        let head = "groups:\n- name: g\n  rules:\n  - alert: A\n    when: temp>85\n"
        #expect(try faults(head + "    labels: {severity_hall: critical, team: x}\n").isEmpty)
        #expect(try faults(head + "    labels: {severity_hall: criticl}\n") == ["6:29"])
        #expect(try faults(head + "    labels: {severity_hal: critical}\n") == ["6:28"])
        #expect(try faults(head + "    annotations:\n      summary: \"{{ count }} of {{total}}\"\n").isEmpty)
        #expect(try faults(head + "    annotations:\n      summary: \"{{ cuont }}\"\n") == ["7:16"])
        #expect(try faults(head + "    annotations:\n      cause_rack: \"{{ count\"\n") == ["7:19"])
        // Annotations that are not shown belong to other programs.
        #expect(try faults(head + "    annotations:\n      runbook: \"{{ $labels.x }}\"\n").isEmpty)
    }

    @Test func aRuleOfTheSameNameReplacesTheBuiltInOne() throws {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        _ = reader.read(try SourceText.decode(RuleFiles.standardText, file: "rules.yml"))
        let count = reader.book.rules.count
        let faults = reader.read(
            try SourceText.decode(
                "groups:\n- name: g\n  rules:\n  - {alert: NVLinkDown, when: nvlink_links_down>3, for: 1m}\ndisable: [MemoryFull]\n",
                file: "r.yml"))
        #expect(faults.isEmpty && reader.book.rules.count == count)
        #expect(reader.book.rule(named: "NVLinkDown")?.forMs == 60_000)
        #expect(reader.book.rule(named: "MemoryFull")?.isEnabled == false)
    }

    @Test func loopsAndBombsEnd() {
        #expect(throws: UserError.self) { try SourceText.decode("a: &a [*a]\n", file: "r.yml") }
        var bomb = "a: &a [x,x,x,x,x,x,x,x,x]\n"
        for letter in zip("bcdefgh", "abcdefg") {
            bomb +=
                "\(letter.0): &\(letter.0) [" + Array(repeating: "*\(letter.1)", count: 12).joined(separator: ",")
                + "]\n"
        }
        #expect(throws: UserError.self) { try SourceText.decode(bomb, file: "r.yml") }
    }
}
