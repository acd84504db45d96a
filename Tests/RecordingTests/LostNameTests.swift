// A recording whose file is deleted, moved or replaced while it is written: it ends, says what became of it, and touches nothing of others.

import Foundation
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct LostNameTests {
    private static func record(_ path: String, _ harm: () throws -> Void) throws -> RecordingStatus {
        let recorder = try Recorder(path, Demo.options(exact: false))
        Demo.play(slots: 10, observer: recorder, gpus: 72)
        while recorder.status.slots < 10, recorder.isRunning { sched_yield() }
        try harm()
        Demo.play(slots: 3, observer: recorder, gpus: 72, laterMs: 10_000)
        recorder.finish()
        return recorder.status
    }

    private static func why(_ status: RecordingStatus) -> String {
        if case .stopped(let why) = status.phase { why } else { "" }
    }

    @Test func aDeletedFileIsAnError() throws {
        let path = Demo.path(), summary = RecordSummary(path)
        let status = try Self.record(path) {
            for suffix in ["", "-wal", "-shm"] { try? FileManager.default.removeItem(atPath: path + suffix) }
        }
        #expect(Self.why(status).hasPrefix("\(path): was deleted") && status.slots == 10)
        #expect(!FileManager.default.fileExists(atPath: path))
        let text = summary.text(status)
        #expect(text.contains("10 slots") && !text.contains("bytes"), "\(text)")
    }

    @Test func aMovedFileIsWhole() throws {
        let path = Demo.path(), other = Demo.path("moved.vigie")
        let status = try Self.record(path) { try FileManager.default.moveItem(atPath: path, toPath: other) }
        #expect(Self.why(status).hasPrefix("\(path): was moved away"))
        let reader = try RecordingReader(other, known: .standard)
        #expect(reader.spans.reduce(0) { $0 + $1.slots } == 10)
    }

    @Test func whatReplacesItIsLeftAlone() throws {
        let path = Demo.path(), words = Data("somebody else's".utf8)
        let status = try Self.record(path) {
            try FileManager.default.removeItem(atPath: path)
            try words.write(to: URL(fileURLWithPath: path))
        }
        #expect(Self.why(status).contains("another file was put in its place"))
        #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == words)
    }

    /// Its file was moved without it: a new recording there would throw it away.
    @Test func aLogOfAnotherRecordingIsKept() throws {
        let path = Demo.path(), log = Data(repeating: 7, count: 4_096)
        try log.write(to: URL(fileURLWithPath: path + "-wal"))
        let error = #expect(throws: RecordingError.self) { try Recorder(path, Demo.options(exact: false)) }
        #expect(error?.description.hasPrefix("\(path)-wal: the log of a recording that was moved") == true, "\(error!)")
        #expect(try Data(contentsOf: URL(fileURLWithPath: path + "-wal")) == log)
        #expect(!FileManager.default.fileExists(atPath: path))
    }
}
