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
}
