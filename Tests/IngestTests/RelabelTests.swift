// Relabelling as Prometheus defines it; expected values worked out by its documentation's rules.

import Ingest
import Testing

struct RelabelTests {
    private func rule(_ action: RelabelRule.Action, _ change: (inout RelabelRule) -> Void, _ regex: String = "(.*)")
        throws
        -> RelabelRule
    {
        var rule = RelabelRule(pattern: try RelabelPattern(regex))
        rule.action = action
        change(&rule)
        return rule
    }

    @Test(arguments: [
        ("a.c", "abc", true), ("a.c", "xabc", false), ("a|ab", "ab", true),
        ("(a+)+$", String(repeating: "a", count: 5_000) + "b", false),
        ("(?i)GPU-[0-9a-f]{4}", "gpu-00Ff", true), ("[^:]+(?::\\d+)?", "host:9100", true), ("\\bx\\b", "x", true),
        ("[[:alpha:]_]+", "a_b", true), ("x{2,3}", "xxxx", false), ("x{2,}", "xxxx", true), ("x{,3}", "x{,3}", true),
        ("", "", true), ("é.", "éé", true), ("\\x41\\x{42}", "AB", true), ("a\\.b", "a.b", true),
        ("[a\\-c]+", "a-c", true),
        ("(?:a|b)*?c", "abac", true), ("^a$", "a", true), (".", "\n", false), ("(?s).", "\n", true),
    ])
    func expressionsFitWholeTexts(regex: String, text: String, fits: Bool) throws {
        #expect(try RelabelPattern(regex).matches(text) == fits)
    }

    @Test(arguments: ["(", "a)", "[a", "*", "(?=a)", "\\", "\\1", "a{9999}", "(?<n", "[b-a]", "((a{1000}){1000})"])
    func whatIsNoExpressionIsRefused(regex: String) {
        #expect(throws: RelabelPatternError.self) { try RelabelPattern(regex) }
    }

    @Test func groupsFillReplacements() throws {
        let pattern = try RelabelPattern("(?P<host>[^:]+):(\\d+)")
        let groups = try #require(pattern.groups(in: "gpu-a:9100"))
        #expect(groups == ["gpu-a:9100", "gpu-a", "9100"])
        #expect(pattern.expand("$1/${2}/${host}/$$/$x", groups) == "gpu-a/9100/gpu-a/$/")
        #expect(try RelabelPattern("(a*)(a*)").groups(in: "aaa") == ["aaa", "aaa", ""])
        #expect(try RelabelPattern("(a*?)(a*)").groups(in: "aaa") == ["aaa", "", "aaa"])
        #expect(try RelabelPattern("(a|ab)(c|bcd)?(d*)").groups(in: "abcd") == ["abcd", "a", "bcd", ""])
    }

    @Test func everyActionDoesWhatItSays() throws {
        let labels = ["a": "foo", "b": "bar", "__meta_x": "y"]
        func apply(_ rule: RelabelRule) -> [String: String]? { Relabeler.apply([rule], to: labels) }
        let replaced = try rule(
            .replace,
            {
                $0.sourceLabels = ["a", "b"]; $0.targetLabel = "c"; $0.replacement = "$2-$1"
            }, "(.*);(.*)")
        #expect(apply(replaced)?["c"] == "bar-foo")
        let emptied = try rule(
            .replace,
            {
                $0.sourceLabels = ["a"]; $0.targetLabel = "a"; $0.replacement = ""
            })
        #expect(apply(emptied)?["a"] == nil)
        #expect(apply(try rule(.keep, { $0.sourceLabels = ["a"] }, "fo")) == nil)
        #expect(apply(try rule(.drop, { $0.sourceLabels = ["a"] }, "fo+")) == nil)
        #expect(apply(try rule(.labelmap, { $0.replacement = "$1" }, "__meta_(.+)"))?["x"] == "y")
        #expect(apply(try rule(.labeldrop, { _ in }, "a|b"))?.count == 1)
        #expect(apply(try rule(.labelkeep, { _ in }, "a|b"))?.count == 2)
        #expect(
            apply(
                try rule(
                    .uppercase,
                    {
                        $0.sourceLabels = ["a"]; $0.targetLabel = "a"
                    }))?["a"] == "FOO")
        #expect(
            apply(
                try rule(
                    .lowercase,
                    {
                        $0.sourceLabels = ["b"]; $0.targetLabel = "b"
                    }))?["b"] == "bar")
        #expect(
            apply(
                try rule(
                    .keepequal,
                    {
                        $0.sourceLabels = ["a"]; $0.targetLabel = "b"
                    })) == nil)
        #expect(
            apply(
                try rule(
                    .dropequal,
                    {
                        $0.sourceLabels = ["a"]; $0.targetLabel = "b"
                    })) != nil)
        // md5("foo") = acbd18db4cc2f85cedef654fccc4a4d8: its last eight bytes, big end first, modulo 1000.
        let sharded = apply(
            try rule(
                .hashmod,
                {
                    $0.sourceLabels = ["a"]; $0.targetLabel = "d"; $0.modulus = 1_000
                }))
        #expect(sharded?["d"] == String(UInt64(0xedef_654f_ccc4_a4d8) % 1_000))
    }
}
