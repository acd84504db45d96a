// What a check finds and a repair keeps: alarms, bookmarks and every sample, or a sentence about what is lost.

import Alerting
import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct RepairTests {
    /// A recording of 60 s with alarms and a bookmark.
    private static func file(exact: Bool = true) throws -> String {
        let path = Demo.path()
        var recorder: Recorder?
        recorder = try Demo.recordWithAlerts(to: path, slots: 60, options: Demo.options(exact: exact)) { _, _ in }
        recorder?.bookmark(Demo.start + 5_000, "A03 hall")
        recorder?.finish()
        return path
    }

    @Test(arguments: [true, false]) func whatRulesAndPeopleSaidIsKept(exact: Bool) throws {
        let path = try Self.file(exact: exact), saved = Demo.path("saved.vigie")
        let (slots, faults) = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(slots == 60 && faults.isEmpty, "\(faults)")
        let one = try RecordingReader(path, known: .standard), other = try RecordingReader(saved, known: .standard)
        for second in [20, 40, 60] as [Int64] {
            let before = try #require(try one.moment(at: Demo.start + second * 1_000))
            let after = try #require(try other.moment(at: Demo.start + second * 1_000))
            #expect(before.board.alarms == after.board.alarms, "at \(second) s")
        }
        #expect(try one.moment(at: Demo.start + 60_000)?.board.alarms.isEmpty == false)
        #expect(try other.bookmarks().map(\.text) == one.bookmarks().map(\.text))
    }

    @Test(arguments: [
        ("DELETE FROM layout WHERE id = 3", "layout 3"), ("UPDATE block SET bytes = x'00' WHERE id = 1", "layout"),
        ("DELETE FROM chunk WHERE (id >> 16) & 15 = 2 AND id & 65535 = 0", "track"),
        ("DELETE FROM chunk WHERE id = (SELECT min(id) FROM chunk WHERE (id >> 16) & 15 = 3)", "samples of the wire"),
        ("UPDATE attribute SET bytes = x'0102'", "attributes"),
        ("UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 5", "chunk"),
    ]) func everyPartIsTested(damage: String, words: String) throws {
        let path = try Self.file()
        #expect(try RecordingCheck.run(path, known: .standard).damaged.isEmpty)
        try Demo.change(path, damage)
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.damaged.contains { $0.contains(words) }, "\(report.damaged)")
    }

    /// By what it was, its table and its time, not by its number.
    @Test(arguments: [(1, "its state chunk"), (3, "the wire of group "), (4, "its hall chunk"), (5, "its roll-ups")])
    func aDamagedChunkHasATime(kind: Int, words: String) throws {
        let path = try Self.file()
        try Demo.change(
            path, "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = \(kind) AND id >> 20 = 2")
        let start = "\(path): span 2 in the table chunk, 2026-07-01T00:00:20Z to 2026-07-01T00:00:40Z: "
        let damaged = try RecordingCheck.run(path, known: .standard).damaged
        #expect(damaged.contains { $0.hasPrefix(start + words) }, "\(damaged)")
        #expect(damaged.allSatisfy { $0.hasPrefix(start) }, "\(damaged)")
    }

    @Test func whatCanNotBePlayedIsTold() throws {
        let path = try Self.file(), saved = Demo.path("saved.vigie")
        try Demo.change(path, "DELETE FROM layout WHERE id = 3")
        let (slots, faults) = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(slots == 60 && faults.contains { $0.contains("layout 3") }, "\(faults)")
    }

    /// One metric's damage is one metric's: the others are read, it is unknown, and both are told.
    @Test func aDamagedTrackIsUnknownAndTheRestIsRead() throws {
        let path = try Self.file(exact: false)
        let whole = try #require(try RecordingReader(path, known: .standard).moment(at: Demo.start + 10_000))
        let metric = MetricID.smActive.index
        try Demo.change(
            path,
            "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 2 AND id & 65535 = \(metric) AND id >> 20 = 1")
        let reader = try RecordingReader(path, known: .standard)
        let moment = try #require(try reader.moment(at: Demo.start + 10_000))
        #expect(moment.damage == ["sm_active"] && moment.gap == nil)
        let words =
            "\(path): span 1 in the table chunk, 2026-07-01T00:00:00Z to 2026-07-01T00:00:20Z: the track of sm_active is missing or damaged; `vigie check recording --repair NEW \(path)` saves what can be read"
        #expect(moment.faults == [words])
        for gpu in 0..<72 {
            #expect(moment.snapshot.value(.smActive, gpu).isNaN)
            let same =
                moment.snapshot.value(.powerWatts, gpu).bitPattern == whole.snapshot.value(.powerWatts, gpu).bitPattern
            #expect(same, "GPU \(gpu)")
        }
        #expect(moment.snapshot.history(.smActive, 0, slots: 5).allSatisfy { $0.isNaN })
        // The next span is whole.
        let later = try #require(try reader.moment(at: Demo.start + 30_000))
        #expect(later.damage.isEmpty && !later.snapshot.value(.smActive, 0).isNaN)
        var options = DumpOptions(metrics: ["power_watts"])
        options.from = "+5s"
        options.to = "+10s"
        #expect(try Dump.recording(path, options).split(separator: "\n").count == 6)
    }

    /// Without its states nothing can be said of a span; the others are there.
    @Test func aSpanWithoutStatesIsAGap() throws {
        let path = try Self.file(exact: false)
        try Demo.change(path, "DELETE FROM chunk WHERE (id >> 16) & 15 = 1 AND id >> 20 = 1")
        let reader = try RecordingReader(path, known: .standard)
        let moment = try #require(try reader.moment(at: Demo.start + 10_000))
        #expect(moment.gap?.from == Demo.start && moment.gap?.to == Demo.start + 20_000 && !moment.damage.isEmpty)
        #expect(moment.board.alarms.isEmpty && moment.board.silence == "nothing is readable here")
        #expect(try reader.moment(at: Demo.start + 30_000)?.gap == nil)
        let out = Demo.path("cut.vigie")
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: out))
        #expect(report.contains { $0.contains("40 slots") } && report.contains { $0.contains("span 1") }, "\(report)")
    }

    /// A copy of the file without SQLite's log, as `cp` makes one of a recording under way.
    @Test func aCopyOfTheFileAloneIsARecording() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie")
        let recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 5, observer: recorder, gpus: 72)
        try FileManager.default.copyItem(atPath: path, toPath: copy)
        #expect(try RecordingReader(copy, known: .standard).path == copy)
        recorder.finish()
    }

    /// Less than one span to keep keeps the newest all the same.
    @Test func retentionLeavesTheNewestSpan() throws {
        let path = Demo.path()
        var options = Demo.options()
        options.retainBytes = 1_000
        try Demo.record(to: path, slots: 80, options: options, gpus: 72)
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.spans.count >= 1 && reader.extent?.end == Demo.start + 80_000)
    }

    /// One group of targets that can not be read costs itself alone.
    @Test func aDamagedGroupCostsItself() throws {
        let path = try Self.file(), saved = Demo.path("saved.vigie"), copy = Demo.path("copy.vigie")
        try Demo.change(
            path, "UPDATE chunk SET bytes = x'0102' WHERE id = (SELECT min(id) FROM chunk WHERE (id >> 16) & 15 = 3)")
        let (slots, faults) = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(slots == 60 && !faults.isEmpty, "\(faults)")
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(report.contains { $0.contains("60 slots") } && report.contains { $0.contains("damaged") }, "\(report)")
    }

    /// What is whole is kept, whatever else is damaged: no fault is invented, and what happened is still known.
    @Test(arguments: [
        // A group of the wire, changed and missing; one track; the small states and a whole span's tracks.
        "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 3 AND id >> 20 = 2 AND id & 65535 = 1",
        "DELETE FROM chunk WHERE (id >> 16) & 15 = 3 AND id >> 20 = 2 AND id & 65535 = 1",
        "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 2 AND id & 65535 = \(MetricID.powerWatts.index)",
        "DELETE FROM chunk WHERE (id >> 16) & 15 IN (1, 2) AND id >> 20 = 2",
        "UPDATE attribute SET bytes = x'0102'",
    ]) func aRepairKeepsWhatIsWhole(damage: String) throws {
        let path = try Self.file(), damaged = Demo.path("damaged.vigie"), saved = Demo.path("saved.vigie")
        try FileManager.default.copyItem(atPath: path, toPath: damaged)
        try Demo.change(damaged, damage)
        let (slots, _) = try TrackRebuild.run(damaged, to: saved, known: .standard)
        #expect(slots == 60)
        #expect(try RecordingCheck.run(saved, known: .standard).damaged == [])
        let one = try RecordingReader(path, known: .standard), other = try RecordingReader(saved, known: .standard)
        for slot in 0..<60 {
            let time = Demo.start + Int64(slot + 1) * 1_000
            let before = try #require(try one.moment(at: time)?.snapshot)
            let after = try #require(try other.moment(at: time)?.snapshot)
            #expect(before.columns == after.columns)
            #expect(before.frame!.values.map(\.bitPattern) == after.frame!.values.map(\.bitPattern), "slot \(slot)")
            #expect(before.state.gpus.states == after.state.gpus.states, "slot \(slot)")
            #expect(Array(before.events) == Array(after.events), "slot \(slot)")
            let same = (0..<72).allSatisfy { gpu in
                Attribute.allCases.allSatisfy {
                    before.attributes.value($0, of: gpu, at: time) == after.attributes.value($0, of: gpu, at: time)
                }
            }
            #expect(same, "slot \(slot)")
        }
    }

    /// The wire has no sizes and durations of pages: without states they are unknown, and not zero.
    @Test func whatTheWireDoesNotHaveIsUnknown() throws {
        let path = try Self.file(), saved = Demo.path("saved.vigie")
        try Demo.change(path, "DELETE FROM chunk WHERE (id >> 16) & 15 = 1 AND id >> 20 = 2")
        _ = try TrackRebuild.run(path, to: saved, known: .standard)
        let reader = try RecordingReader(saved, known: .standard)
        for (second, isKnown) in [(15, true), (38, false), (55, true)] as [(Int64, Bool)] {
            let snapshot = try #require(try reader.moment(at: Demo.start + second * 1_000)).snapshot
            // Read within this span.
            let read = snapshot.targets.filter { target in
                target.lastSuccess.map { snapshot.moment - $0 < 17_000 } ?? false
            }
            #expect(read.count > 100 && read.allSatisfy { ($0.bytes != nil) == isKnown }, "\(second)")
            #expect(read.allSatisfy { ($0.lastDurationMs != nil) == isKnown }, "\(second)")
            #expect((snapshot.statistics.bytesPerSecond != nil) == isKnown, "\(second)")
            var command = SnapshotCommand()
            command.format = .text
            command.frame.view = "targets"
            (command.frame.width, command.frame.height) = (168, 50)
            let text = try command.render(snapshot, alerts: .empty)
            #expect(text.contains(" samples/s · – · ") == !isKnown, "\(second)")
        }
    }

    /// Where neither states nor the whole wire are left nothing can be said: a gap.
    @Test func whatNobodyKnowsIsAGap() throws {
        let path = try Self.file(), saved = Demo.path("saved.vigie")
        try Demo.change(
            path,
            "DELETE FROM chunk WHERE id >> 20 = 2 AND ((id >> 16) & 15 = 1 OR (id >> 16) & 15 = 3 AND id & 65535 = 1)")
        let (slots, faults) = try TrackRebuild.run(path, to: saved, known: .standard)
        #expect(slots == 40 && !faults.isEmpty, "\(faults)")
        let report = try RecordingCheck.run(saved, known: .standard)
        #expect(report.gaps.count == 1 && report.damaged.isEmpty, "\(report)")
        let before = try RecordingCheck.run(path, known: .standard)
        #expect(report.events == before.events)
    }

    /// What a copy leaves out is told.
    @Test(arguments: ["DELETE FROM layout WHERE id = 3", "UPDATE chunk SET bytes = x'0102' WHERE (id >> 16) & 15 = 6"])
    func aCopyTellsWhatItLeavesOut(damage: String) throws {
        let path = try Self.file(), copy = Demo.path("copy.vigie")
        try Demo.change(path, damage)
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(report.contains { $0.contains("60 slots") } && report.contains { $0.contains("damaged") }, "\(report)")
    }
}
