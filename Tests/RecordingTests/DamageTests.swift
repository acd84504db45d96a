// Cut, flipped, foreign, full, doubly written: nothing crashes and nothing is lost in silence; tracks rebuilt from the wire.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct DamageTests {
    /// A small finished recording.
    static func recording() throws -> [UInt8] {
        let path = Demo.path()
        try Demo.record(to: path, slots: 25, options: Demo.options(exact: true, spanSlots: 10), gpus: 72)
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    }

    /// Opens and checks whatever the bytes are: a report, or an error that says why not.
    static func verdict(_ bytes: ArraySlice<UInt8>) throws -> (slots: Int, damaged: Int)? {
        let path = Demo.path("cut.vigie")
        defer { try? FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent) }
        try Data(bytes).write(to: URL(fileURLWithPath: path))
        do {
            let report = try RecordingCheck.run(path, known: .standard)
            return (report.slots, report.damaged.count)
        } catch let error as RecordingError {
            #expect(!error.description.isEmpty)
            return nil
        }
    }

    @Test func aFileCutAnywhereOpensOrSaysWhyNot() throws {
        let bytes = try Self.recording()
        #expect(try Self.verdict(bytes[...])?.damaged == 0)
        var generator = SystemRandomNumberGenerator()
        var cuts = (0..<24).map { bytes.count - 1 - $0 }
        for _ in 0..<40 { cuts.append(Int.random(in: 0..<bytes.count, using: &generator)) }
        for cut in cuts {
            let verdict = try Self.verdict(bytes[..<cut])
            if let verdict { #expect(verdict.damaged > 0 || verdict.slots <= 25, "cut at \(cut)") }
        }
    }

    @Test func flippedBitsAreNoticedOrHarmless() throws {
        let bytes = try Self.recording()
        var generator = SystemRandomNumberGenerator()
        for _ in 0..<40 {
            var damaged = bytes
            let at = Int.random(in: 0..<bytes.count, using: &generator)
            damaged[at] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
            _ = try Self.verdict(damaged[...])
        }
    }

    @Test func whatIsNoRecordingIsRefused() throws {
        for text in ["", "hello", "SQLite format 3\0", "# HELP a b\na 1\n"] {
            let path = Demo.path("x.vigie")
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            #expect(throws: RecordingError.self) { try RecordingReader(path, known: .standard) }
        }
        #expect(throws: RecordingError.self) { try RecordingReader("/nonexistent/a.vigie", known: .standard) }
    }

    @Test(arguments: [(99, "newer"), (1, "older")])
    func anotherVersionIsRefusedAndNotTouched(version: Int, word: String) throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 3, gpus: 72)
        let database = try Database(path: path, writing: true)
        try database.execute("PRAGMA user_version = \(version)")
        database.close()
        do {
            _ = try RecordingReader(path, known: .standard)
            Issue.record("a file of another format was opened")
        } catch { #expect(error.kind == .foreign && error.description.contains(word)) }
        #expect(throws: RecordingError.self) { try Recorder(path, Demo.options()) }
    }

    @Test func twoWritersAreOneTooMany() throws {
        let path = Demo.path()
        let first = try Recorder(path, Demo.options())
        do {
            _ = try Recorder(path, Demo.options())
            Issue.record("a second writer was let in")
        } catch { #expect(error.kind == .busy) }
        first.finish()
        let second = try Recorder(path, Demo.options())
        second.finish()
    }

    @Test func aFullDiskStopsTheRecordingAndNothingElse() throws {
        let path = Demo.path()
        var options = Demo.options()
        options.pageLimit = 120
        let recorder = try Recorder(path, options)
        var seen = 0
        Demo.play(slots: 40, observer: recorder, gpus: 144) { _ in seen += 1 }
        recorder.finish()
        #expect(seen == 40)
        guard case .stopped(let why) = recorder.status.phase else {
            Issue.record("the recording did not notice: \(recorder.status)")
            return
        }
        #expect(why.contains("full"))
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
    }

    @Test func filesAreTheirOwnersAlone() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 2, gpus: 72)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func tracksRebuiltFromTheWireAreThoseRecorded() throws {
        let path = Demo.path(), rebuilt = Demo.path("rebuilt.vigie")
        try Demo.record(to: path, slots: 45, gpus: 144)
        let (slots, faults) = try TrackRebuild.run(path, to: rebuilt, known: .standard)
        #expect(slots == 45)
        #expect(faults == [])
        let old = try RecordingReader(path, known: .standard), new = try RecordingReader(rebuilt, known: .standard)
        for slot in 0..<45 {
            let time = Demo.start + Int64(slot + 1) * 1_000
            let before = try #require(try old.moment(at: time)?.snapshot)
            let after = try #require(try new.moment(at: time)?.snapshot)
            #expect(before.columns == after.columns)
            let one = before.frame!.values.map(\.bitPattern), other = after.frame!.values.map(\.bitPattern)
            #expect(one == other, "slot \(slot)")
            #expect(before.state.gpus.states == after.state.gpus.states)
        }
    }
}
