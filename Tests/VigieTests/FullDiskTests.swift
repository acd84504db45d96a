// A disk that is full for a while, by a limit on the size of files: the recorder says so, goes on watching, and on recording when there
// is room.

import Foundation
import Testing

@Suite(.enabled(if: Program.isThere)) struct FullDiskTests {
    /// Blocks of 512 bytes: a second or two of recording.
    static let blocks = 3_000

    private static func recorder(_ path: String) throws -> Running {
        let program = try #require(Program.path)
        let command = "ulimit -S -f \(blocks); exec '\(program)' record --demo --gpus 576 --speed 20 --out '\(path)'"
        return try Running("/bin/sh", ["-c", command])
    }

    private static func makeRoom(for process: pid_t) throws {
        let limit = Process()
        limit.executableURL = URL(fileURLWithPath: "/usr/bin/prlimit")
        limit.arguments = ["--pid", "\(process)", "--fsize=unlimited:unlimited"]
        try limit.run()
        limit.waitUntilExit()
        #expect(limit.terminationStatus == 0)
    }

    @Test func recordingWaitsForRoomAndGoesOn() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("a.vigie").path
        let recorder = try Self.recorder(path)
        #expect(recorder.waitFor("make room; after that it goes on by itself"))
        try Self.makeRoom(for: recorder.processID)
        #expect(recorder.waitFor("recording goes on; "))
        recorder.stop()
        let result = try Program.run(["check", "recording", "--format", "json", path])
        #expect(result.status == 0, "\(result.error)")
        let list = try JSONSerialization.jsonObject(with: result.out) as? [[String: Any]]
        let report = try #require(list?.first)
        #expect(report["damaged"] as? Int == 0)
        #expect(report["gaps"] as? Int == 1)
    }

    /// No room for the tables, and none for the first slot: nothing stays, and the words name the file and the mend.
    @Test(arguments: [8, 300]) func whatNeverGotASlotDoesNotStay(blocks: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let program = try #require(Program.path)
        let path = folder.appendingPathComponent("a.vigie").path
        let record = "'\(program)' record --demo --gpus 576 --speed max --for 5s --out '\(path)'"
        let recorder = try Running("/bin/sh", ["-c", "ulimit -S -f \(blocks); \(record); echo \"ended with $?\""])
        let words =
            blocks == 8 ? "; make room\nended with 2" : "nothing was recorded, and no file is left\nended with 1"
        #expect(recorder.waitFor(words))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
}
