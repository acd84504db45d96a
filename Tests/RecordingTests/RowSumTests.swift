// A flipped bit outside the compressed parts is found too: in events, words, bookmarks and the list of spans, and in what holds the pages
// together. A few places by default; VIGIE_FLIPS asks for as many as one likes.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct RowSumTests {
    private static let flips = Int(ProcessInfo.processInfo.environment["VIGIE_FLIPS"] ?? "") ?? 10

    /// Three spans with events, alarms and a bookmark, made once.
    private static let template = Result { () throws -> String in
        let path = Demo.path()
        let recorder = try Demo.recordWithAlerts(to: path, slots: 25, options: Demo.options(spanSlots: 10)) { _, _ in }
        recorder.bookmark(Demo.start + 3_000, "A01 rack")
        Demo.play(slots: 2, observer: recorder, laterMs: 60_000)
        recorder.finish()
        return path
    }

    private static func file() throws -> String {
        let path = Demo.path()
        try FileManager.default.copyItem(atPath: template.get(), toPath: path)
        return path
    }

    @Test(arguments: [
        ("event", "UPDATE event SET what = what || 'x' WHERE id = 2"),
        ("event", "UPDATE event SET time_ms = time_ms + 1 WHERE id = 1"),
        ("event", "UPDATE event SET slot = slot + 1 WHERE id = 1"),
        ("word", "UPDATE word SET text = text || 'x' WHERE number = 1"),
        ("bookmark", "UPDATE bookmark SET time_ms = time_ms - 1"),
        ("span", "UPDATE span SET first_slot = first_slot + 1 WHERE id = 2"),
        ("layout", "UPDATE layout SET target = target + 1 WHERE id = 2"),
        ("attribute", "UPDATE attribute SET slot = slot + 1000 WHERE is_key = 1"),
    ]) func aChangedRowIsFound(table: String, sql: String) throws {
        let path = try Self.file()
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
        try Demo.change(path, sql)
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.damaged.contains { $0.contains("table \(table) is damaged") }, "\(report.damaged)")
    }

    @Test(arguments: [
        "DELETE FROM chunk WHERE (id >> 16) & 15 = 6", "UPDATE chunk SET id = id + 3 WHERE (id >> 16) & 15 = 5",
        "UPDATE chunk SET id = id | (1 << 16) WHERE (id >> 16) & 15 = 6",
    ]) func aChunkInTheWrongPlaceIsFound(sql: String) throws {
        let path = try Self.file()
        try Demo.change(path, sql)
        #expect(try !RecordingCheck.run(path, known: .standard).damaged.isEmpty)
    }

    /// What a damaged row says is not known: it is not shown, not stopped at, and no copy gives it a checksum that fits.
    @Test func aDamagedEventIsLeftOutAndTold() throws {
        let path = try Self.file(), copy = Demo.path("copy.vigie"), saved = Demo.path("saved.vigie")
        func slots(_ path: String) throws -> [Int64] {
            let file = try RecordingFile(path, .read)
            return try ["min", "count"].map {
                try file.database.integer("SELECT \($0)(slot) FROM event WHERE epoch = 1") ?? 0
            }
        }
        let whole = try RecordingReader(path, known: .standard), before = try slots(path)
        let first = try #require(try whole.nextEvent(after: Demo.start - 1))
        let end = Demo.start + 25_000
        let all = Array(try #require(try whole.moment(at: end)).snapshot.events)
        try Demo.change(path, "UPDATE event SET time_ms = time_ms + 3600000 WHERE epoch = 1 AND slot = \(before[0])")
        let reader = try RecordingReader(path, known: .standard)
        #expect(try reader.nextEvent(after: Demo.start - 1) ?? end > first)
        let moment = try #require(try reader.moment(at: end))
        #expect(moment.snapshot.events.count < all.count && moment.snapshot.events.allSatisfy(all.contains))
        let words = "\(path): a row of the table event is damaged (epoch 1, slot \(before[0]))"
        #expect(moment.damage == ["events"] && moment.faults.contains(words), "\(moment.faults)")
        #expect(try RecordingCheck.run(path, known: .standard).damaged.contains(words))
        let told = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(told.filter { $0 == words }.count == 1, "\(told)")
        #expect(try TrackRebuild.run(path, to: saved, known: .standard).faults.filter { $0 == words }.count == 1)
        for other in [copy, saved] {
            #expect(try slots(other)[1] < before[1])
            #expect(try RecordingReader(other, known: .standard).nextEvent(after: Demo.start - 1) ?? end > first)
        }
    }

    /// Files from before have no sums: they are read, and a recorder that goes on gives its own rows some.
    @Test func aFileWithoutSumsIsReadAndContinued() throws {
        let path = try Self.file()
        for (table, _, _) in Schema.summed { try Demo.change(path, "ALTER TABLE \(table) DROP COLUMN sum") }
        let before = try RecordingCheck.run(path, known: .standard)
        #expect(before.damaged == [] && before.slots == 27)
        try Demo.record(to: path, slots: 3)
        let after = try RecordingCheck.run(path, known: .standard)
        #expect(after.damaged == [] && after.slots == 30)
        let file = try RecordingFile(path, .read)
        #expect(try file.database.integer("SELECT count(*) FROM span WHERE sum IS NULL") == 4)
        #expect(try file.database.integer("SELECT count(*) FROM span WHERE sum IS NOT NULL") ?? 0 > 0)
    }

    /// Either a check finds it, or it changes nothing of what is recorded.
    @Test func aFlippedBitIsFoundOrHarmless() throws {
        let path = try Self.file()
        let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        let whole = try Self.content(path)
        for _ in 0..<Self.flips {
            let at = Int.random(in: 0..<bytes.count), bit = Int.random(in: 0..<8)
            let file = try FileHandle(forUpdating: URL(fileURLWithPath: path))
            func put(_ byte: UInt8) throws {
                try file.seek(toOffset: UInt64(at))
                try file.write(contentsOf: [byte])
            }
            try put(bytes[at] ^ 1 << bit)
            do {
                let report = try RecordingCheck.run(path, known: .standard)
                if report.damaged.isEmpty {
                    let isSame = try Self.content(path) == whole
                    #expect(isSame, "bit \(bit) of byte \(at)")
                }
            } catch let error as RecordingError { #expect(error.description.hasPrefix(path)) }
            try put(bytes[at])
            try file.close()
        }
    }

    /// A killed recorder's log: what SQLite takes of it, and what a flipped bit costs.
    @Test func aDamagedLogIsFound() throws {
        let path = Demo.path(), killed = Demo.path("killed.vigie")
        let recorder = try Recorder(path, Demo.options(spanSlots: 10))
        Demo.play(slots: 25, observer: recorder, gpus: 72)
        while recorder.status.slots < 25 { sched_yield() }
        for suffix in ["", "-wal"] { try FileManager.default.copyItem(atPath: path + suffix, toPath: killed + suffix) }
        recorder.finish()
        let log = URL(fileURLWithPath: killed + "-wal"), bytes = try Data(contentsOf: log)
        #expect(LogCheck.fault(of: killed) == nil)
        let frame = RecordingFile.pageSize + 24, frames = (bytes.count - 32) / frame
        #expect(frames > 20)
        // Half a frame at the end is what a kill may leave.
        try bytes.dropLast(frame / 2).write(to: log)
        #expect(LogCheck.fault(of: killed) == nil)
        for at in [
            0, 20, 30, 32 + 2, 32 + 9, 32 + 5 * frame + 18, 32 + 7 * frame + 500, 32 + (frames / 2) * frame + 24,
        ] {
            var changed = bytes
            changed[at] ^= 4
            try changed.write(to: log)
            #expect(
                try RecordingCheck.run(killed, known: .standard).damaged.contains { $0.contains("-wal: ") }, "\(at)")
            try? FileManager.default.removeItem(atPath: killed + "-shm")
        }
        // Readers show what stands before the damage, and say that there was more.
        var changed = bytes
        changed[32 + (frames - 10) * frame + 500] ^= 4
        try changed.write(to: log)
        let told = try Conversion.run(ConvertOptions(inputs: [killed], out: Demo.path("copy.vigie")))
        #expect(told.contains { $0.hasPrefix("\(killed)-wal: damaged at byte ") }, "\(told)")
        try? FileManager.default.removeItem(atPath: killed + "-shm")
        try bytes.write(to: log)
        #expect(try RecordingCheck.run(killed, known: .standard).damaged == [])
    }

    /// All that a file says, as one number for each part.
    private static func content(_ path: String) throws -> [Int] {
        let reader = try RecordingReader(path, known: .standard)
        var parts: [Int] = []
        func add(_ value: some Hashable) { parts.append(value.hashValue) }
        for row in reader.spans {
            add(row)
            for scrape in try reader.scrapes(of: row) {
                add([scrape.target, scrape.layout])
                add(scrape.values.map(\.bitPattern))
            }
            for slot in 0..<row.slots {
                guard let snapshot = try reader.snapshot(of: row, slot: slot) else { continue }
                add(snapshot.frame?.values.map(\.bitPattern))
                add("\(snapshot.events.map { "\($0)" })")
                add(try reader.board(of: row, slot: slot))
            }
        }
        add("\(try reader.bookmarks())")
        for epoch in reader.epochs { add(try reader.words(epoch.id).texts) }
        return parts
    }
}
