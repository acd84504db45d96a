// The built program records, and reads what it recorded.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere)) struct RecordingProgramTests {
    private static func report(_ path: String) throws -> [String: Any] {
        let result = try Program.run(["check", "recording", "--format", "json", path])
        #expect(result.status == 0, "\(result.error)")
        let list = try JSONSerialization.jsonObject(with: result.out) as? [[String: Any]]
        return try #require(list?.first)
    }

    @Test func recordThenSnapshotThenDump() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.vigie").path
        let recorded = try Program.run([
            "record", "--demo", "--gpus", "576", "--out", path, "--for", "30s", "--speed", "max",
        ])
        #expect(recorded.status == 0, "\(recorded.error)")
        #expect(try Self.report(path)["span_s"] as? Double == 30)
        let frame = try Program.run(["snapshot", "--recording", path, "--at", "+20s", "--format", "json"])
        #expect(frame.status == 0)
        #expect(String(decoding: frame.out, as: UTF8.self).contains("2026-07-01T00:00:20Z"))
        let dump = try Program.run(["dump", "power_watts", "--recording", path, "--level", "rack", "--from", "-5s"])
        #expect(dump.status == 0)
        #expect(String(decoding: dump.out, as: UTF8.self).split(separator: "\n").count == 1 + 5 * 8)
    }

    /// A replay tells its changes as lines where no screen is, up to its end.
    @Test func aReplayIsReadAsLines() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.vigie").path
        let recorded = try Program.run([
            "record", "--demo", "--gpus", "72", "--seed", "3", "--out", path, "--for", "60s", "--speed", "max",
        ])
        #expect(recorded.status == 0, "\(recorded.error)")
        let lines = try Program.run(["replay", path, "--plain", "--speed", "3600"])
        let text = String(decoding: lines.out, as: UTF8.self)
        #expect(lines.status == 0 && text.contains("of 36 targets up"), "\(lines.error)\(text)")
        #expect(text.contains("HostRefuses") || text.contains("unreachable"), "\(text)")
        // Of one moment alone it says what stands there.
        let newest = try Program.run(["replay", path, "--at", "-1s", "--plain", "--speed", "3600"])
        let last = String(decoding: newest.out, as: UTF8.self)
        #expect(last.contains(" alarm ") && !last.contains("0 critical alarms, 0 warnings"), "\(last)")
    }

    /// A gap ends nothing that was seen, and the last slot is told as the others are.
    @Test func aGapInAReplayAsLinesIsSaidAndNoMore() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.vigie").path
        for start in ["2026-07-01T00:00:00Z", "2026-07-01T00:01:00Z"] {
            let recorded = try Program.run([
                "record", "--demo", "--gpus", "24", "--out", path, "--for", "11s", "--speed", "max", "--start", start,
            ])
            #expect(recorded.status == 0, "\(recorded.error)")
        }
        let lines = try Program.run(["replay", path, "--plain", "--speed", "3600", "--tz", "UTC"])
        let text = String(decoding: lines.out, as: UTF8.self)
        #expect(lines.status == 0 && text.contains("00:00:11 nothing is recorded until 00:01:00"), "\(text)")
        #expect(text.contains("of 12 targets up") && !text.contains(" of 0 ") && !text.contains(" over "), "\(text)")
        // Ten seconds after its first summary, in the very last slot, comes the next.
        #expect(text.contains("00:01:01 ") && text.contains("00:01:11 "), "\(text)")
        let late = try Program.run(["replay", path, "--plain", "--speed", "3600", "--at", "+5m"])
        #expect(late.status == 0 && late.error.contains("lies behind the end"), "\(late.error)")
    }

    @Test func pagesAreDumpedAsTheyAreNow() throws {
        let page = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).prom")
        try "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",UUID=\"GPU-1\",Hostname=\"n1\"} 417.5\n"
            .write(to: page, atomically: true, encoding: .utf8)
        defer { try? FileManager.default.removeItem(at: page) }
        let dump = try Program.run(["dump", "power_watts", "--pages", page.path, "--level", "gpu"])
        #expect(dump.status == 0, "\(dump.error)")
        #expect(String(decoding: dump.out, as: UTF8.self).contains(",417.5,"))
        let dead = try Program.run(["dump", "power_watts", "http://127.0.0.1:1/metrics"])
        #expect(dead.status == 1 && dead.error.contains("refused"), "\(dead.error)")
        let both = try Program.run(["dump", "power_watts", "--demo", "--pages", page.path])
        #expect(both.status == 2 && both.error.contains("choose one source"), "\(both.error)")
    }

    /// A place that wants to be more than a name: no format prints what steers a terminal, and a CSV keeps it to the byte.
    @Test func namesSteerNoTerminal() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
        let text =
            "time,metric,place,value\n2026-07-01T00:00:00Z,power_watts,A\u{1B}]0;owned\u{7}\u{9B}1\u{202E}/t01/g0,5.0\n"
        try text.write(toFile: path("a.csv"), atomically: true, encoding: .utf8)
        let imported = try Program.run(["convert", path("a.csv"), "--out", path("a.vigie")])
        #expect(imported.status == 0, "\(imported.error)")
        for format in ["csv", "json", "openmetrics"] {
            for file in ["a.csv", "a.vigie"] {
                let dump = try Program.run([
                    "dump", "power_watts", "--recording", path(file), "--level", "gpu", "--format", format,
                ])
                #expect(dump.status == 0, "\(dump.error)")
                let out = String(decoding: dump.out, as: UTF8.self)
                #expect(out.contains("owned"), "\(out)")
                #expect(
                    out.unicodeScalars.allSatisfy {
                        $0 == "\n" || $0.value >= 0x20 && !(0x7F...0x9F).contains($0.value) && $0.value != 0x202E
                    }, "\(format)")
            }
        }
        let exported = try Program.run(["convert", path("a.vigie"), "--out", path("b.csv")])
        #expect(exported.status == 0, "\(exported.error)")
        #expect(try String(contentsOfFile: path("b.csv"), encoding: .utf8) == text)
    }
}
