// A damaged row of the table `epoch` costs its own epoch at most: the others are read, shown and saved, and the loss is told.

import App
import Foundation
import Telemetry
import Testing

@testable import Recording

struct EpochDamageTests {
    /// Two runs of 20 s, 60 s apart, with a bookmark in the first: every test damages a copy.
    private static let whole = Result { () throws -> String in
        let path = Demo.path()
        for run in 0..<2 {
            let recorder = try Recorder(path, Demo.options())
            if run == 0 { recorder.bookmark(Demo.start + 5_000, "A01 rack") }
            Demo.play(slots: 20, observer: recorder, gpus: 72, laterMs: Int64(run) * 60_000)
            recorder.finish()
        }
        return path
    }

    private static func file(_ damage: String) throws -> String {
        let path = Demo.path()
        try FileManager.default.copyItem(atPath: whole.get(), toPath: path)
        try Demo.change(path, damage)
        return path
    }

    @Test(arguments: [1, 2]) func theOtherEpochIsSaved(epoch: Int64) throws {
        let path = try Self.file("UPDATE epoch SET step_ms = 2000 WHERE id = \(epoch)")
        let saved = Demo.path("saved.vigie")
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.slots == 20 && report.entities > 72, "\(report)")
        #expect(report.damaged.contains { $0.contains("the row of epoch \(epoch) in the table epoch") }, "\(report)")
        let (slots, faults) = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(slots == 20 && faults.contains { $0.contains("the row of epoch \(epoch) ") }, "\(faults)")
        let copy = try RecordingCheck.run(saved, known: .standard)
        #expect(copy.slots == 20 && copy.bookmarks == 1 && copy.damaged == [], "\(copy)")
    }

    /// Bookmarks are written with slots: where none is left they are lost, and that is told.
    @Test func whereNothingIsLeftThatIsTold() throws {
        let path = try Self.file("UPDATE epoch SET step_ms = 2000"), saved = Demo.path("saved.vigie")
        let (slots, faults) = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(slots == 0 && faults.contains { $0.contains("1 bookmark can not be saved") }, "\(faults)")
        for epoch in 1...2 { #expect(faults.contains { $0.contains("the row of epoch \(epoch) ") }, "\(faults)") }
    }

    /// What stands twice is taken from where it is whole: from the plan, and the times from the spans.
    @Test(arguments: [
        "UPDATE epoch SET gpus = gpus + 1, racks = 0 WHERE id = 2", "UPDATE epoch SET sum = sum + 1 WHERE id = 1",
        "UPDATE epoch SET precision = 'dxact' WHERE id = 2",
    ]) func whatThePlanAndTheSpansSayIsEnough(damage: String) throws {
        let path = try Self.file(damage), saved = Demo.path("saved.vigie")
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.epochs.count == 2 && reader.epochs.allSatisfy(\.isExact) && reader.spans.count == 2)
        #expect(reader.faults.count == 1 && reader.faults[0].contains("are those of its plan"), "\(reader.faults)")
        #expect(try RecordingCheck.run(path, known: .standard).damaged == reader.faults)
        #expect(try TrackRebuild.run(path, to: saved, known: .standard).slots == 40)
        #expect(try RecordingCheck.run(saved, known: .standard).damaged == [])
    }

    /// Nothing else says how it was recorded: a demo must not be taken for a live hall.
    @Test func aDamagedModeIsUnknown() throws {
        let path = try Self.file("UPDATE epoch SET mode = 'live' WHERE id = 2"), saved = Demo.path("saved.vigie")
        #expect(try RecordingReader(path, known: .standard).epochs.map(\.mode) == ["demo", "unknown"])
        _ = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(try RecordingReader(saved, known: .standard).epochs.map(\.mode) == ["demo", "unknown"])
    }

    /// Readers show the other epochs, and tell which is not there.
    @Test func readersShowTheOthers() throws {
        let path = try Self.file("UPDATE epoch SET start_ms = start_ms + 1 WHERE id = 2")
        let copy = Demo.path("copy.vigie")
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.extent?.end == Demo.start + 20_000)
        #expect(try reader.moment(at: Demo.start + 5_000)?.gap == nil)
        let words =
            "\(path): the row of epoch 2 in the table epoch is damaged, and with it hall, targets and step: 1 span, 2026-07-01T00:01:00Z to 2026-07-01T00:01:20Z, can not be shown"
        #expect(reader.faults == [words])
        let told = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(told.contains(words) && told.contains { $0.contains("20 slots") }, "\(told)")
        #expect(try RecordingCheck.run(copy, known: .standard).damaged == [])
    }

    /// Where there is no other the reason is told, not that nothing was recorded.
    @Test func withoutAnyEpochTheReasonIsTold() throws {
        let path = try Self.file("UPDATE epoch SET step_ms = 2000")
        do {
            _ = try RecordingReader(path, known: .standard)
            Issue.record("it was opened")
        } catch { #expect(error.kind == .damaged && error.description.contains("the row of epoch "), "\(error)") }
    }
}
