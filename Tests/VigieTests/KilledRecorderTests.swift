// A recorder killed without a word, again and again, at any point of a slot or a seal: the file opens whole, and nothing that was seen is lost.

import Foundation
import Recording
import Telemetry
import Testing

@Suite(.enabled(if: Program.isThere)) struct KilledRecorderTests {
    /// `VIGIE_KILLS` for a longer look.
    static let kills = Int(ProcessInfo.processInfo.environment["VIGIE_KILLS"] ?? "") ?? 20

    /// Slots that a reader sees now, 0 while there is no file.
    private static func slots(_ path: String) -> Int {
        guard let reader = try? RecordingReader(path, known: Catalogue([])) else { return 0 }
        return reader.spans.reduce(0) { $0 + $1.slots }
    }

    /// Looks until there are so many slots; the limit only ends a hang.
    private static func wait(for slots: Int, _ path: String) -> Int {
        let limit = Date().addingTimeInterval(60)
        var seen = 0
        while seen < slots, Date() < limit {
            sched_yield()
            seen = Self.slots(path)
        }
        return seen
    }

    private static func check(_ path: String) throws -> (seconds: Int, damaged: Int) {
        let result = try Program.run(["check", "recording", "--format", "json", path])
        #expect(result.status == 0, "\(result.error)")
        let list = try JSONSerialization.jsonObject(with: result.out) as? [[String: Any]]
        let report = try #require(list?.first)
        return (Int(try #require(report["span_s"] as? Double)), try #require(report["damaged"] as? Int))
    }

    @Test func whatWasSeenIsThere() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.vigie").path
        var random = SystemRandomNumberGenerator()
        var there = 0
        for kill in 0..<Self.kills {
            let recorder = try Running(
                try #require(Program.path),
                [
                    "record", "--demo", "--gpus", "72", "--out", path, "--speed", "100", "--precision",
                    kill.isMultiple(of: 2) ? "exact" : "declared",
                ])
            // Up to the seal of a span and a little behind it.
            let wanted = there + Int.random(in: 1...75, using: &random)
            let seen = Self.wait(for: wanted, path)
            for _ in 0..<Int.random(in: 0...3_000, using: &random) { sched_yield() }
            recorder.stop()
            let report = try Self.check(path)
            #expect(
                seen >= wanted && report.seconds >= seen && report.damaged == 0, "kill \(kill), \(wanted) slots wanted")
            there = report.seconds
        }
    }
}
