// The built program by its arguments: output, errors, exit codes.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere), .serialized)
struct CommandTests {
    private let hall = ["--demo", "--gpus", "576", "--seed", "3", "--at", "+90s"]

    @Test func aSnapshotIsTheSameEveryTime() throws {
        for format in ["text", "ansi", "svg", "json"] {
            let arguments = ["snapshot"] + hall + ["--size", "100x30", "--format", format]
            let one = try Program.run(arguments), two = try Program.run(arguments)
            #expect(one.status == 0 && !one.out.isEmpty)
            #expect(one.out == two.out, "\(format)")
        }
    }

    @Test func jsonIsAListWithStableKeys() throws {
        let result = try Program.run(["snapshot"] + hall + ["--format", "json"])
        let list = try #require(try JSONSerialization.jsonObject(with: result.out) as? [[String: Any]])
        let first = try #require(list.first)
        #expect(first["gpus"] as? Int == 576)
        #expect(first["moment"] as? String == "2026-07-01T00:01:30Z")
        #expect((first["troubles"] as? [Any])?.isEmpty == false)
    }

    @Test(arguments: [
        (["--theme", "pink"], "dark"), (["--view", "moon"], "hall, rack, tray"),
        (["--metric", "love"], "sm_active"),
        (["--size", "axb"], "168x50"), (["--scenario", "flood"], "dark-rack"), (["--select", "Z99"], "A01/t07"),
        (["--at", "soon"], "+90s"),
        (["--format", "gif"], "svg"), (["--colors", "many"], "truecolor"), (["--gpus", "0"], "--gpus"),
    ])
    func wrongNamesAreAnsweredWithTheKnown(arguments: [String], known: String) throws {
        let result = try Program.run(
            ["snapshot", "--demo"] + (arguments.contains("--gpus") ? [] : ["--gpus", "72"]) + arguments)
        #expect(result.status == 2)
        #expect(result.error.contains(known), "\(result.error)")
        #expect(result.out.isEmpty)
    }

    @Test(arguments: ["1x1", "20x5", "500x200"]) func everySizeIsDrawn(size: String) throws {
        #expect(try Program.run(["snapshot"] + hall + ["--size", size]).status == 0)
    }

    @Test func withoutATerminalTheScreenSaysWhatToDo() throws {
        let result = try Program.run(["demo", "--gpus", "72"])
        #expect(result.status == 2 && result.error.contains("terminal") && result.error.contains("snapshot"))
    }

    @Test func themesAreListed() throws {
        let result = try Program.run(["themes"])
        let text = String(decoding: result.out, as: UTF8.self)
        #expect(result.status == 0 && text.contains("dark") && text.contains("light"))
    }

    @Test(arguments: [
        (["foo"], "no command \"foo\"; known: demo, watch"), (["snapshto"], "did you mean \"snapshot\"?"),
        (["--bogus"], "--bogus"), (["demo", "--bogus"], "vigie demo --help"), (["demo", "--gpus", "many"], "--gpus"),
        (["demo", "--gpus", "-5"], "--gpus must be 1"), (["snapshot", "--at"], "--at"),
        (["watch", "--\u{1B}[2J"], "\u{FFFD}[2J"),
    ])
    func usageErrorsAreOneLineAndExitTwo(arguments: [String], expected: String) throws {
        let result = try Program.run(arguments)
        #expect(result.status == 2 && result.out.isEmpty)
        #expect(result.error.contains(expected), "\(result.error)")
        #expect(result.error.split(separator: "\n").count == 1 && !result.error.contains("Usage:"), "\(result.error)")
        #expect(!result.error.contains("\u{1B}"))
    }

    @Test func timesMayBeginWithAMinus() throws {
        let size = ["snapshot", "--demo", "--gpus", "72", "--size", "80x24", "--at"]
        let back = try Program.run(size + ["-30s"]), forth = try Program.run(size + ["+60s"])
        #expect(back.status == 0 && back.out == forth.out)
        let before = try Program.run(size + ["-5m"])
        #expect(before.status == 2 && before.error.contains("before the start"))
        #expect(try Program.run(["demo", "--tz", "-05:00", "--plain", "--theme", "pink"]).error.contains("pink"))
    }

    /// Rules of one's own judge a frame as they judge the screen, and a mistake in them is told.
    @Test func aSnapshotTakesRules() throws {
        let file = NSTemporaryDirectory() + "vigie-\(UUID().uuidString).yml"
        defer { try? FileManager.default.removeItem(atPath: file) }
        let rules =
            "groups:\n- name: own\n  rules:\n  - {alert: MineAlone, when: power>1, family: heat, group_by: [tray, rack, hall], "
            + "labels: {severity: critical}, annotations: {summary: \"mine at {{place}}\"}}\n  - {alert: Broken, when: love>1}\n"
        try Data(rules.utf8).write(to: URL(fileURLWithPath: file))
        let arguments = [
            "snapshot", "--demo", "--gpus", "72", "--scenario", "none", "--view", "alerts", "--at", "+30s",
        ]
        let without = try Program.run(arguments), with = try Program.run(arguments + ["--rules", file])
        #expect(without.status == 0 && !String(decoding: without.out, as: UTF8.self).contains("mine at"))
        #expect(with.status == 0 && String(decoding: with.out, as: UTF8.self).contains("mine at A01"), "\(with.error)")
        #expect(with.error.contains("\(file):5:"), "\(with.error)")
    }

    @Test func helpSaysWhichHallsAreJudged() throws {
        let help = String(decoding: try Program.run(["snapshot", "--help"]).out, as: UTF8.self)
        #expect(help.split { $0.isWhitespace }.joined(separator: " ").contains("at +90s 1,061 GPUs"), "\(help)")
    }

    @Test func helpShowsExamples() throws {
        for command in ["demo", "watch", "snapshot", "simulate", "themes"] {
            let result = try Program.run([command, "--help"])
            #expect(
                result.status == 0 && String(decoding: result.out, as: UTF8.self).contains("Examples:"), "\(command)")
        }
        #expect(try Program.run(["--help"]).status == 0)
        #expect(try Program.run(["--version"]).status == 0)
        #expect(try Program.run(["help", "demo"]).status == 0)
        #expect(try Program.run(["watch"]).status == 2)
        #expect(try Program.run(["watch", "not a url"]).status == 2)
        let file = NSTemporaryDirectory() + "vigie-\(UUID().uuidString).yml"
        try Data("scrape_configs: []\n".utf8).write(to: URL(fileURLWithPath: file))
        defer { try? FileManager.default.removeItem(atPath: file) }
        let configuration = try Program.run(["watch", file])
        #expect(configuration.status == 2 && configuration.error.contains("--config"), "\(configuration.error)")
        let metric = try Program.run(["watch", "--metric", "love", "http://127.0.0.1:9/metrics"])
        #expect(metric.status == 2 && metric.error.contains("power_watts"), "\(metric.error)")
    }
}
