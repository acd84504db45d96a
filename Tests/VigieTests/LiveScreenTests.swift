// The built program in a terminal that can be read back: the way through the views, sizes, signals, poor terminals.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere && Tmux.isThere), .serialized)
struct LiveScreenTests {
    private var program: String { Program.path ?? "vigie" }
    private let hall = "--gpus 1152 --seed 3"

    @Test func theWayDownAndUpAgain() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 120, height: 40)
        #expect(tmux.waitFor("TROUBLES"))
        try tmux.send("Tab")
        #expect(tmux.waitFor("m: SM · tensor activity"))
        try tmux.send("Enter")
        #expect(tmux.waitFor("max °C"))
        try tmux.send("Enter")
        #expect(tmux.waitFor("HOST"))
        try tmux.send("Enter")
        #expect(tmux.waitFor("EVENTS"))
        for marker in ["HOST", "max °C", "TROUBLES"] {
            try tmux.send("Escape")
            #expect(tmux.waitFor(marker))
        }
        try tmux.send("?")
        #expect(tmux.waitFor("MARKS"))
        try tmux.send("q")
        #expect(tmux.waitFor("status=0"))
        #expect(try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
    }

    @Test func aPageOnStandardInputLeavesTheKeysToTheTerminal() throws {
        let tmux = try Tmux("printf 'node_load1 3\\n' | \(program) watch --pages -", width: 120, height: 40)
        #expect(tmux.waitFor("standard-input"))
        try tmux.send("?")
        #expect(tmux.waitFor("MARKS"))
        try tmux.send("q")
        #expect(tmux.waitFor("status=0"))
    }

    @Test func theTerminalShowsWhatTheSnapshotShows() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 120, height: 40)
        #expect(tmux.waitFor("TROUBLES"))
        let arguments =
            ["snapshot", "--demo"] + hall.split(separator: " ").map(String.init) + ["--at", "+90s", "--size", "120x40"]
        let golden = String(decoding: try Program.run(arguments + ["--format", "text"]).out, as: UTF8.self)
        let settled = tmux.wait { $0.trimmedLines == golden.trimmedLines }
        let screen = try tmux.capture()
        #expect(settled, "\(screen)")
        let ansi = String(
            decoding: try Program.run(arguments + ["--format", "ansi", "--colors", "truecolor"]).out, as: UTF8.self)
        let expected = ColouredText.cells(ansi), shown = ColouredText.cells(try tmux.captureWithColours())
        var different = 0
        for (line, other) in zip(expected, shown) {
            for (cell, drawn) in zip(line, other) where cell.glyph != " " && cell != drawn { different += 1 }
        }
        #expect(different == 0)
        #expect(expected.joined().count { $0.ground != nil } > 1_000)
    }

    @Test func linesAreTypedAndDone() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 120, height: 40)
        #expect(tmux.waitFor("TROUBLES"))
        try tmux.send("-l", "/temp>8x")
        #expect(tmux.waitFor("unknown unit"))
        try tmux.send("BSpace")
        try tmux.send("-l", "5 | state=gone")
        try tmux.send("Enter")
        #expect(tmux.waitFor("GPUs match"))
        try tmux.send("-l", ":ra")
        try tmux.send("Tab")
        #expect(tmux.waitFor(":rack"))
        try tmux.send("-l", " A09")
        try tmux.send("Enter")
        #expect(tmux.waitFor("max °C"))
        for (key, marker) in [("4", "half a line"), ("5", "beyond 6 σ"), ("6", "in floor order"), ("7", "targets up")] {
            try tmux.send(key)
            #expect(tmux.waitFor(marker))
        }
        try tmux.send("q")
        #expect(tmux.waitFor("status=0"))
    }

    @Test func theConfigurationsKeysAndFiltersHold() throws {
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString + ".yml")
        try "vigie:\n  keys: {targets: [f9]}\n  filters: {lost: state=gone}\n".write(
            to: file, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: file) }
        let tmux = try Tmux(
            "\(program) demo \(hall) --hold +90s", width: 120, height: 40, environment: ["VIGIE_CONFIG": file.path])
        #expect(tmux.waitFor("TROUBLES"))
        try tmux.send("-l", ":use ")
        try tmux.send("Tab")
        #expect(tmux.waitFor(":use lost"))
        try tmux.send("Enter")
        #expect(tmux.waitFor("/state=gone"))
        try tmux.send("7", "F9")
        #expect(tmux.waitFor("targets up"))
        try tmux.send("q")
        #expect(tmux.waitFor("status=0"))
    }

    @Test func aThemeIsSeenBeforeItIsChosen() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 120, height: 40)
        #expect(tmux.waitFor("TROUBLES"))
        func grounds() throws -> [String?] {
            ColouredText.cells(try tmux.captureWithColours()).dropFirst(2).first?.map(\.ground) ?? []
        }
        let before = try grounds()
        try tmux.send("-l", ":theme light")
        #expect(tmux.wait { _ in (try? grounds()) != before })
        try tmux.send("Escape")
        #expect(tmux.wait { _ in (try? grounds()) == before })
    }

    @Test func aStormOfSizesLeavesAWholeScreen() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 120, height: 40)
        #expect(tmux.waitFor("TROUBLES"))
        for step in 0..<40 { try tmux.resize(10 + step * 37 % 190, 3 + step * 11 % 57) }
        try tmux.resize(120, 40)
        let golden = String(
            decoding: try Program.run(
                ["snapshot", "--demo"] + hall.split(separator: " ").map(String.init)
                    + ["--at", "+90s", "--size", "120x40", "--format", "text"]
            ).out, as: UTF8.self)
        let settled = tmux.wait { $0.trimmedLines == golden.trimmedLines }
        #expect(settled)
    }

    @Test func resizingKeepsUp() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 168, height: 50)
        #expect(tmux.waitFor("TROUBLES"))
        try tmux.resize(80, 24)
        #expect(tmux.waitFor("critical"))
        try tmux.resize(20, 5)
        #expect(tmux.waitFor("unreachable"))
        try tmux.resize(168, 50)
        #expect(tmux.waitFor("TROUBLES"))
    }

    @Test(arguments: ["TERM", "SEGV", "HUP", "QUIT", "XCPU", "USR1", "PROF", "SYS"])
    func everyExitRestoresTheTerminal(signal: String) throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 100, height: 30)
        #expect(tmux.waitFor("Hall"))
        try tmux.signal(signal, to: "hold")
        #expect(tmux.waitFor("status="))
        #expect(try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
    }

    @Test func theQuitKeyLeavesAsCleanly() throws {
        let tmux = try Tmux("\(program) demo \(hall) --hold +90s", width: 100, height: 30)
        #expect(tmux.waitFor("Hall"))
        try tmux.send("C-\\")
        #expect(tmux.waitFor("status=131"))
        #expect(try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
        #expect(try !tmux.capture().contains("Backtrace"))
    }

    @Test func poorTerminals() throws {
        for (type, expected) in [("dumb", "status=2"), ("no-such-terminal", "status=2"), ("vt100", "Hall")] {
            let tmux = try Tmux(
                "\(program) demo \(hall) --hold +90s", width: 110, height: 30,
                environment: ["TERM": type, "COLORTERM": ""])
            #expect(tmux.waitFor(expected), "\(type)")
        }
        let ascii = try Tmux(
            "\(program) demo \(hall) --hold +90s", width: 110, height: 30, environment: ["LC_ALL": "C"])
        #expect(ascii.waitFor("Hall"))
        #expect(try ascii.capture().unicodeScalars.allSatisfy(\.isASCII))
    }

    @Test func aLiveDemoFillsAndGoesOn() throws {
        let tmux = try Tmux("\(program) demo --gpus 288 --scenario none", width: 120, height: 40)
        #expect(tmux.waitFor("reporting        288"))
        #expect(tmux.waitFor("00:00:0"))
        try tmux.send("Space")
        #expect(tmux.waitFor("paused"))
    }
}

extension String {
    var trimmedLines: [String] {
        var lines = split(separator: "\n", omittingEmptySubsequences: false).map { line in
            String(line.reversed().drop { $0 == " " }.reversed())
        }
        while lines.last == "" { lines.removeLast() }
        return lines
    }
}
