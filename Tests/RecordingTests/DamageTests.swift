// Foreign, full, doubly written, of other halls, steps and clocks: nothing is lost in silence, nothing overwritten; tracks rebuilt from the wire.

import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct DamageTests {
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
        let words = RecordSummary(path).text(recorder.status)
        #expect(
            words.contains("; what is in it can be replayed, and `vigie record --out \(path)` goes on with it"),
            "\(words)")
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
    }

    /// A file that never got a slot is in the way of the next try; one that was there before stays, and opens.
    @Test(arguments: [true, false]) func aFullDiskLeavesNothingHalf(waits: Bool) throws {
        let path = Demo.path(), folder = (path as NSString).deletingLastPathComponent
        var options = Demo.options()
        options.waits = waits
        // As many pages as the tables have by then.
        options.pageLimit = 1
        func record() throws -> RecordingStatus {
            let recorder = try Recorder(path, options)
            Demo.play(slots: 3, observer: recorder, gpus: 72)
            recorder.finish()
            return recorder.status
        }
        let status = try record()
        #expect(status.phase == .stopped("\(path): the disk is full; make room") && status.slots == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
        let summary = RecordSummary(path).text(status)
        #expect(summary.hasSuffix("\n\(path): nothing was recorded, and no file is left"), "\(summary)")
        try Demo.record(to: path, slots: 3, gpus: 72)
        _ = try record()
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.slots >= 3 && report.damaged == [], "\(report)")
    }

    /// Text, another program's database: a recorder leaves them as they are.
    @Test func whatIsNoRecordingIsNotOverwritten() throws {
        let text = Demo.path("notes.txt"), other = Demo.path("other.db")
        try Data("not telemetry\n".utf8).write(to: URL(fileURLWithPath: text))
        let database = try Database(path: other, writing: true)
        try database.execute("CREATE TABLE mine(a)")
        database.close()
        for path in [text, other] {
            let before = try Data(contentsOf: URL(fileURLWithPath: path))
            do {
                _ = try Recorder(path, Demo.options())
                Issue.record("\(path) was recorded into")
            } catch { #expect(error.kind == .foreign && error.description.hasPrefix(path), "\(error)") }
            #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == before)
        }
        #expect(throws: UserError.self) { try Conversion.run(ConvertOptions(inputs: [text], out: Demo.path())) }
    }

    /// Into one file: a day later, a day earlier, and with steps of ten seconds, by another hall. All of it is found again.
    @Test func clocksStepsAndHallsMayChange() throws {
        let path = Demo.path()
        let day: Int64 = 86_400_000
        func record(_ start: Timestamp, gpus: Int, stepMs: Int64) throws {
            let recorder = try Recorder(path, Demo.options(spanSlots: 5))
            let store = Store(
                topology: Demo.hall(gpus).topology, catalogue: .standard, targets: [], start: start, stepMs: stepMs)
            store.observer = recorder
            for slot in 1...12 { _ = store.close(upTo: start + Int64(slot) * stepMs + stepMs * 3 / 10) }
            recorder.finish()
        }
        try record(Demo.start, gpus: 576, stepMs: 1_000)
        try record(Demo.start + day, gpus: 72, stepMs: 10_000)
        try record(Demo.start - day, gpus: 144, stepMs: 1_000)
        // The clock was set back into what is there already: the newer one is shown.
        try record(Demo.start + 6_000, gpus: 288, stepMs: 1_000)
        let reader = try RecordingReader(path, known: .standard)
        func gpus(_ time: Timestamp) throws -> Int? {
            try reader.moment(at: time).flatMap { $0.gap == nil ? $0.snapshot.topology.gpuCount : nil }
        }
        #expect(try #require(reader.extent) == (Demo.start - day, Demo.start + day + 120_000))
        #expect(try gpus(Demo.start + 4_000) == 576)
        #expect(try gpus(Demo.start + 9_000) == 288)
        #expect(try gpus(Demo.start + 17_000) == 288)
        #expect(try gpus(Demo.start - day + 4_000) == 144)
        #expect(try gpus(Demo.start + day + 50_000) == 72)
        #expect(try gpus(Demo.start + day / 2) == nil)
        let last = try #require(try reader.moment(at: Demo.start + day + 120_000)).snapshot
        #expect(last.stepMs == 10_000)
        #expect(last.hallHistory(.powerWatts, columns: 30, spanMs: 3_600_000).count == 30)
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
    }

    /// A foreign program that never ends its transaction holds the log: it grows to its limit, and the recording goes on once it is let go.
    @Test func theLogStaysBoundedUnderALongReader() throws {
        let path = Demo.path()
        var options = Demo.options(spanSlots: 10)
        options.waits = false
        options.logLimit = 3 << 20
        let recorder = try Recorder(path, options)
        let reader = try Database(path: path, writing: false)
        try reader.execute("BEGIN; SELECT count(*) FROM span")
        var largest: Int64 = 0, isWaiting = false
        Demo.play(slots: 120, observer: recorder, gpus: 72) { snapshot in
            // The slots come as fast as they are written: none is left out for want of time.
            while recorder.isRunning, recorder.status.slots + recorder.status.dropped < snapshot.slot { sched_yield() }
            let size = try? FileManager.default.attributesOfItem(atPath: path + "-wal")[.size] as? NSNumber
            largest = max(largest, size?.int64Value ?? 0)
            if !isWaiting, case .waiting(let why) = recorder.status.phase {
                isWaiting = true
                #expect(why.contains("another program keeps reading it in one transaction"))
                try? reader.execute("COMMIT")
            }
        }
        #expect(isWaiting)
        #expect(recorder.status.phase == .running)
        recorder.finish()
        // A span's chunks are written in one go.
        #expect(largest < 5 << 20, "\(largest)")
        #expect(recorder.status.dropped > 0 && recorder.status.dropped < 10)
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
    }

    /// Of the same name, but with other hosts and targets; the same hall with a rack more is the same.
    @Test func anotherHallIsTold() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 3, gpus: 72)
        func warning(_ hosts: [HostEntry]) -> String? {
            let topology = Topology(site: Demo.hall(72).topology.site, hall: Demo.hall(72).topology.hall, hosts: hosts)
            let store = Store(topology: topology, catalogue: .standard, targets: [], start: Demo.start)
            return OtherHall.warning(recording: store.snapshot, into: path)
        }
        let known = Demo.hall(144).topology.trays.map { HostEntry(name: $0.host, place: nil, gpus: 4) }
        #expect(warning(known) == nil)
        let foreign = (1...20).map { HostEntry(name: "elsewhere-\($0)", place: nil, gpus: 4) }
        #expect(warning(foreign)?.contains("holds another") == true)
        #expect(warning(foreign + known) == nil)
    }

    /// By size: the file and its log stay within, with all that is no chunk.
    @Test func retentionBySizeCountsEverything() throws {
        let path = Demo.path()
        var options = Demo.options(spanSlots: 10)
        options.retainBytes = 1 << 20
        let recorder = try Recorder(path, options)
        var largest: Int64 = 0
        Demo.play(slots: 500, observer: recorder, gpus: 72) { _ in
            let sizes = ["", "-wal"].map { suffix in
                (try? FileManager.default.attributesOfItem(atPath: path + suffix)[.size] as? NSNumber)?.int64Value ?? 0
            }
            largest = max(largest, sizes.reduce(0, +))
        }
        recorder.finish()
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.damaged == [])
        #expect(largest < 2 << 20 && report.bytes < 3 << 19, "\(largest) \(report.bytes)")
        #expect(report.slots >= 20 && report.slots < 400, "\(report.slots)")
    }

    /// With an epoch's last span goes all that only it needed.
    @Test func retentionForgetsEpochsToo() throws {
        let path = Demo.path()
        var options = Demo.options(spanSlots: 10)
        options.retainMs = 20_000
        for run in 0..<4 {
            let recorder = try Recorder(path, options)
            Demo.play(slots: 30, observer: recorder, gpus: 72, laterMs: Int64(run) * 30_000)
            recorder.finish()
        }
        let file = try RecordingFile(path, .read)
        for (table, column) in [("epoch", "id"), ("word", "epoch"), ("layout", "epoch"), ("event", "epoch")] {
            let oldest = try file.database.integer("SELECT min(\(column)) FROM \(table)")
            // 0 where nothing is left.
            #expect(oldest == 0 || oldest ?? 0 >= 3, "\(table)")
        }
        let blocks = try file.database.integer("SELECT count(*) FROM block") ?? 0
        file.release()
        let once = Demo.path()
        try Demo.record(to: once, slots: 30, gpus: 72)
        let other = try RecordingFile(once, .read)
        let single = try other.database.integer("SELECT count(*) FROM block") ?? 0
        other.release()
        #expect(blocks <= 2 * single && single > 0)
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
    }

    @Test func filesAreTheirOwnersAlone() throws {
        let path = Demo.path()
        try Demo.record(to: path, slots: 2, gpus: 72)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
    }

    @Test func tracksRebuiltFromTheWireAreThoseRecorded() throws {
        let path = Demo.path(), damaged = Demo.path("damaged.vigie"), rebuilt = Demo.path("rebuilt.vigie")
        try Demo.record(to: path, slots: 45, gpus: 144)
        try FileManager.default.copyItem(atPath: path, toPath: damaged)
        // Nothing but the wire is left.
        try Demo.change(damaged, "DELETE FROM chunk WHERE (id >> 16) & 15 <> 3")
        let (slots, faults) = try TrackRebuild.run(damaged, to: rebuilt, known: .standard)
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
