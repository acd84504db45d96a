// The life of an alert: pending, firing, kept, resolved; and what is unknown.

import Testing

@testable import Alerting
@testable import App

struct RuleTrackTests {
    private func rule(_ yaml: String) throws -> Rule {
        var reader = RuleReader(catalogue: .standard, xids: try RuleFiles.xids())
        let faults = reader.read(
            try SourceText.decode("groups:\n- name: g\n  rules:\n  - {alert: A, when: temp>85\(yaml)}\n", file: "r.yml")
        )
        #expect(faults.isEmpty, "\(faults)")
        return try #require(reader.book.rule(named: "A"))
    }

    @Test func pendingFiringResolved() throws {
        var probe = RuleTrackProbe(try rule(", for: 10s"))
        #expect(probe.look(true, at: 0) == 0)
        #expect(probe.look(true, at: 9_000) == 0)
        #expect(probe.look(true, at: 10_000) == 1)
        #expect(probe.look(false, at: 11_000) == 0)
        // It starts anew.
        #expect(probe.look(true, at: 12_000) == 0)
        #expect(probe.look(true, at: 22_000) == 1)
    }

    @Test func keptFiringForAWhile() throws {
        var probe = RuleTrackProbe(try rule(", keep_firing_for: 30s"))
        #expect(probe.look(true, at: 1_000) == 1)
        #expect(probe.look(false, at: 30_000) == 1)
        #expect(probe.look(false, at: 32_000) == 0)
    }

    /// Nobody knows whether it held while nobody looked: that is no part of the rule's wait.
    @Test func timeThatNobodySawDoesNotCount() throws {
        var probe = RuleTrackProbe(try rule(", for: 10s"))
        #expect(probe.look(true, at: 1_000) == 0)
        for second in 2..<10 { #expect(probe.look(nil, at: Int64(second) * 1_000) == 0) }
        #expect(probe.look(true, at: 11_000) == 0)
        #expect(probe.look(true, at: 18_000) == 0)
        #expect(probe.look(true, at: 19_000) == 1)
    }

    @Test func unknownIsNotOver() throws {
        var probe = RuleTrackProbe(try rule(""))
        #expect(probe.look(true, at: 1_000) == 1)
        #expect(probe.look(nil, at: 1_000_000) == 1)
        #expect(probe.look(false, at: 1_001_000) == 0)
        var pending = RuleTrackProbe(try rule(", for: 10s"))
        _ = pending.look(true, at: 0)
        _ = pending.look(nil, at: 30_000)
        #expect(pending.look(true, at: 31_000) == 0)
    }
}
