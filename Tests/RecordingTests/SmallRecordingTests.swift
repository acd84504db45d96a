// What a check says of recordings that hardly began: one slot, an open one, none, an empty file. Numbers are right, sentences too.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct SmallRecordingTests {
    private func check(_ path: String, _ format: RecordingCheckCommand.Format = .text) throws -> (String, Int32) {
        var check = RecordingCheckCommand()
        check.format = format
        let result = try check.run([path])
        #expect(result.errors.isEmpty, "\(result.errors)")
        return (result.output, result.code)
    }

    private func object(_ path: String) throws -> [String: Any] {
        let text = try check(path, .json).0
        let list = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [[String: Any]]
        return try #require(list?.first)
    }

    @Test(arguments: [true, false]) func oneSlotIsOne(exact: Bool) throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 1, options: Demo.options(exact: exact), gpus: 72)
        let (text, code) = try check(path)
        #expect(code == 0 && text.contains("\n  span       1.0 s in 1 slot of 1.0 s\n"), "\(text)")
        #expect(text.contains(exact ? ", exact\n" : ", declared precision\n") && text.contains(" per sample\n"))
        let object = try object(path)
        let samples = try #require(object["samples"] as? Int)
        #expect(object["span_s"] as? Double == 1 && object["step_s"] as? Double == 1 && object["slots"] as? Int == 1)
        #expect(samples > 0 && object["precision"] as? String == (exact ? "exact" : "declared"))
        let row = try #require(try RecordingReader(path, known: .standard).spans.first)
        #expect(samples == (exact ? row.wireSamples : row.samples))
    }

    /// A recorder that was killed within its first span: what it wrote counts, the step is known.
    @Test func anOpenSpanCounts() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie"), recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 2, observer: recorder, gpus: 72)
        while recorder.status.slots < 2, recorder.isRunning { sched_yield() }
        for suffix in ["", "-wal", "-shm"] {
            try FileManager.default.copyItem(atPath: path + suffix, toPath: copy + suffix)
        }
        recorder.finish()
        let (text, code) = try check(copy), object = try object(copy)
        #expect(code == 0 && text.contains("  span       2.0 s in 2 slots of 1.0 s\n"), "\(text)")
        #expect(object["span_s"] as? Double == 2 && object["step_s"] as? Double == 1)
        let whole = try RecordingCheck.run(path, known: .standard)
        let part = try RecordingCheck.run(copy, known: .standard)
        #expect(part.samples == whole.samples && part.series == whole.series && part.samples > 0)
    }

    /// No slot closed: nothing is known of step, precision and mean, and nothing is damaged.
    @Test func noSlotIsNothing() throws {
        let path = Demo.path(), recorder = try Recorder(path, Demo.options())
        recorder.finish()
        let (text, code) = try check(path)
        #expect(code == 0 && text.contains("\n  span       nothing: no slot was closed\n"), "\(text)")
        #expect(text.contains("\n  series     0\n") && !text.contains("per sample") && text.hasSuffix("  fine\n"))
        let object = try object(path)
        #expect(object["span_s"] as? Double == 0 && object["step_s"] as? Double == 0 && object["samples"] as? Int == 0)
        #expect(object["precision"] is NSNull && object["bytes_per_sample"] is NSNull && object["start"] is NSNull)
        #expect(try check(path, .csv).0.contains("\(path),0.0,0.0,0,0,"))
    }

    @Test func anEmptyFileIsEmpty() throws {
        let path = Demo.path()
        try Data().write(to: URL(fileURLWithPath: path))
        do {
            _ = try RecordingCheckCommand().run([path])
            Issue.record("an empty file passed")
        } catch {
            #expect(error.description == "\(path): empty: whoever made it ended before anything was recorded")
        }
        // A recorder may begin in it.
        try Demo.record(to: path, slots: 1, gpus: 72)
        #expect(try check(path).1 == 0)
    }

    /// The same damage is one part, however often it is met.
    @Test func aTornFileIsToldOnce() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 3, gpus: 72)
        #expect(truncate(path, RecordingFile.pageSize) == 0)
        let result = try RecordingCheckCommand().run([path])
        #expect(result.code == 1 && Set(result.errors).count == result.errors.count, "\(result.errors)")
        let parts = result.errors.count == 1 ? "1 part" : "\(result.errors.count) parts"
        #expect(result.output.contains("\n  span       nothing\n"))
        #expect(result.output.hasSuffix(" \(parts); --repair NEW saves what can be read\n"), "\(result.output)")
    }
}
