// Who only looks at a recording leaves its folder as it was; the log of one that is written, or was left, is read all the same.

import Foundation
import Testing

@testable import Recording

struct StillFileTests {
    private static func names(_ path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: (path as NSString).deletingLastPathComponent).sorted()
    }

    @Test func aCheckLeavesNothingBeside() throws {
        let path = Demo.path(), saved = Demo.path("saved.vigie")
        try Demo.record(to: path, slots: 3, gpus: 72)
        #expect(try Self.names(path) == ["a.vigie"])
        #expect(try RecordingCheck.run(path, known: .standard).slots == 3)
        #expect(try TrackRebuild.run(path, to: saved, known: .standard).slots == 3)
        #expect(try Self.names(path) == ["a.vigie"])
        // A torn one neither.
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path)).count
        #expect(truncate(path, bytes - RecordingFile.pageSize) == 0)
        #expect(try !RecordingCheck.run(path, known: .standard).damaged.isEmpty)
        #expect(try Self.names(path) == ["a.vigie"])
    }

    /// A recorder's log is read while it writes, and where it was killed: without an index beside it, and without bringing it into the file.
    @Test func aLogIsReadAndStays() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie"), recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 4, observer: recorder, gpus: 72)
        while recorder.status.slots < 4, recorder.isRunning { sched_yield() }
        #expect(try RecordingCheck.run(path, known: .standard).slots == 4)
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix) }
        recorder.finish()
        let before = try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: copy + $0)) }
        let report = try RecordingCheck.run(copy, known: .standard)
        #expect(report.slots == 4 && report.damaged == [], "\(report)")
        #expect(try Self.names(copy) == ["copy.vigie", "copy.vigie-wal"])
        #expect(try ["", "-wal"].map { try Data(contentsOf: URL(fileURLWithPath: copy + $0)) } == before)
        // One that holds nothing stays too: it is not ours.
        try Data([1]).write(to: URL(fileURLWithPath: path + "-wal"))
        #expect(try RecordingCheck.run(path, known: .standard).slots == 4)
        #expect(try Self.names(path) == ["a.vigie", "a.vigie-wal"])
    }

    @Test func whoWritesIsSeen() throws {
        let path = Demo.path(), recorder = try Recorder(path, Demo.options())
        #expect(StillFile(path) == nil)
        recorder.finish()
        let still = try #require(StillFile(path))
        #expect(StillFile(path) == still)
        let again = try Recorder(path, Demo.options())
        Demo.play(slots: 1, observer: again, gpus: 72)
        again.finish()
        #expect(StillFile(path) != still)
        #expect(StillFile(RecordingFile.inMemory("x")) == nil)
    }
}
