import Foundation
import Testing

@Suite(.enabled(if: Program.isThere)) struct RecordingProgramTests {
    private static func report(_ path: String) throws -> [String: Any] {
        let result = try Program.run(["check", "recording", "--format", "json", path])
        #expect(result.status == 0, "\(result.error)")
        let list = try JSONSerialization.jsonObject(with: result.out) as? [[String: Any]]
        return try #require(list?.first)
    }

    /// Killed without warning, again and again: every time the file opens whole, and appending goes on.
    @Test func aKilledRecorderLosesNothingThatWasWritten() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("killed.vigie").path
        var slots = 0
        for _ in 0..<4 {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: Program.path!)
            process.arguments = ["record", "--demo", "--gpus", "144", "--out", path, "--speed", "30"]
            process.standardError = FileHandle.nullDevice
            process.standardInput = FileHandle.nullDevice
            try process.run()
            // Until it has written more than there was: then at whatever moment that is.
            let grown = Polling.wait(seconds: 60) {
                let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? Int
                return (size ?? 0) > 200_000
            }
            #expect(grown)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let report = try Self.report(path)
            #expect(report["damaged"] as? Int == 0)
            let now = report["slots"] as? Int ?? 0
            #expect(now > slots)
            slots = now
        }
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
}
