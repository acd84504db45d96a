// The notes file: torn lines, what is refused, whose clock mutes end by, and latches over a restart.

import Alerting
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App

struct AlertNoteFileTests {
    private let seen = [(key: "leak/A01/t03", action: "acknowledge")]

    @Test func aTornLastLineCostsOnlyItself() throws {
        let folder = try Folder()
        let path = try folder.write("notes.jsonl", "{\"time\":\"2026-07-01T00:00:00Z\",\"by\":\"ann\",\"act")
        let file = AlertNoteFile(path)
        let words = try AlertNotes.add(seen, duration: "1h", text: "", to: file)
        #expect(words == "acknowledged leak/A01/t03\n")
        let notes = try #require(file.changed())
        #expect(notes.notes.map(\.action) == [.acknowledge] && notes.notes[0].key == "leak/A01/t03")
        #expect(file.faults == ["\(path):1: this line is no note, or a mute without an end; it is left out"])
        _ = try AlertNotes.add(seen, duration: "1h", text: "", to: file)
        #expect(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").count == 3)
        #expect(file.changed()?.notes.count == 2)
    }

    /// A mute that somebody wrote by hand without an end holds nothing back, and is told.
    @Test(arguments: ["\"until\":\"never\",", ""]) func aMuteWithoutAnEndIsTold(until: String) throws {
        let folder = try Folder()
        let line =
            "{\"time\":\"2026-07-01T00:00:00Z\",\"by\":\"ann\",\"action\":\"mute\",\(until)\"alarm\":\"leak/A01\"}\n"
        let file = AlertNoteFile(try folder.write("notes.jsonl", line))
        #expect(file.changed()?.notes.isEmpty == true && file.faults.count == 1)
    }

    /// Whatever the mask of whoever writes the first note.
    @Test func colleaguesCanReadIt() throws {
        let folder = try Folder(), path = folder.path + "/new.jsonl"
        _ = try AlertNotes.add(seen, duration: "1h", text: "", to: AlertNoteFile(path))
        #expect(chmod(path, 0o640) == 0)
        _ = try AlertNotes.add(seen, duration: "1h", text: "", to: AlertNoteFile(path))
        var info = stat()
        #expect(stat(path, &info) == 0 && info.st_mode & 0o777 == 0o640, "what its owner set stands")
    }

    @Test(arguments: [
        ("mute", "", "1h"), ("mute", "nonsense/key", "1h"), ("acknowledge", "leak", "1h"),
        ("mute", "leak/A01", "9999999d"), ("mute", "leak/A01", "0s"),
        ("mute", "leak/A01", String(repeating: "999999999d", count: 200)),
    ]) func whatMakesNoSenseIsRefusedAndNothingIsWritten(_ action: String, _ key: String, _ length: String) throws {
        let folder = try Folder(), path = folder.path + "/notes.jsonl"
        #expect(throws: UserError.self) {
            try AlertNotes.add(seen + [(key, action)], duration: length, text: "", to: AlertNoteFile(path))
        }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func severalAtOnceAreAllSaid() throws {
        let folder = try Folder(), file = AlertNoteFile(folder.path + "/notes.jsonl")
        let words = try AlertNotes.add(
            seen + [("heat/B17", "mute")], duration: "2h", text: "", to: file)
        #expect(words.hasPrefix("acknowledged leak/A01/t03\nmuted heat/B17 until "))
        #expect(file.changed()?.notes.count == 2)
    }

    /// A sensor reads critical, then dry, in runs that share a file.
    private func run(_ path: String, readings: [Double], laterMs: Int64 = 0) throws -> (
        board: AlertBoard, watch: AlertWatch, Store
    ) {
        let topology = StandardHall.topology(gpus: 72), start = Timestamp(milliseconds: 1_782_864_000_000 + laterMs)
        let store = Store(
            topology: topology, catalogue: .standard,
            targets: [TargetDescription(url: "test://bmc", address: topology.trays[2].host, intervalMs: 1_000)],
            start: start, hotSlots: 60)
        let leak = try #require(Catalogue.standard.metric(named: "leak_health"))
        let table = SeriesTable(
            series: SeriesList(blocks: [
                SeriesList.Block([
                    SeriesTable.Series(
                        name: "redfish_chassis_leak_detector_health", labels: "leak_detector=\"1\"", metric: leak,
                        factor: 1, host: 0, gpu: -1)
                ])
            ]), hosts: [topology.trays[2].host], gpus: [])
        let watch = AlertWatch(RuleFiles.standard, notes: AlertNoteFile(path))
        var board = AlertBoard.empty
        for (second, reading) in readings.enumerated() {
            let values = PageValues()
            values.resize(to: 1)
            values[0] = reading
            let time = start + Int64(second) * 1_000 + 100
            store.accept(.page(Batch(target: 0, time: time, table: table, values: values, bytes: 100)))
            if let snapshot = store.close(upTo: start + Int64(second + 1) * 1_000 + 300) {
                board = watch.look(at: snapshot, store: store, notes: []).board
            }
        }
        return (board, watch, store)
    }

    @Test func aLeakStandsOverARestartUntilSomebodyAcknowledgesIt() throws {
        let folder = try Folder(), path = folder.path + "/notes.jsonl"
        let wet = try run(path, readings: [1, 3, 3, 1]).board
        let alarm = try #require(wet.alarms.first)
        #expect(alarm.isLatched && alarm.family == .leak)
        // Another run sees only a dry sensor.
        let dry = try run(path, readings: [1, 1, 1], laterMs: 60_000).board
        #expect(dry.alarms.map(\.key) == [alarm.key] && dry.alarms.map(\.since) == [alarm.since])
        let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        #expect(lines.count == 1 && lines[0].contains("\"action\":\"latch\""), "\(lines)")
        // One that only looks does the same.
        #expect(AlertNoteFile(path).changed()?.unseenLatches.count == 1)
        _ = try AlertNotes.add([(alarm.key, "acknowledge")], duration: "1h", text: "", to: AlertNoteFile(path))
        #expect(AlertNoteFile(path).changed()?.unseenLatches.isEmpty == true)
        #expect(try run(path, readings: [1, 1, 1]).board.alarms.isEmpty)
        #expect(AlertNoteFile(path).changed()?.latches.isEmpty == true)
        #expect(try run(path, readings: [1, 1, 1]).board.alarms.isEmpty)
    }

    @Test func anAcknowledgementIsForWhatBeganBeforeIt() throws {
        let folder = try Folder(), path = folder.path + "/notes.jsonl"
        let key = try #require(try run(path, readings: [1, 3]).board.alarms.first).key
        let old = AlertNote(time: Timestamp(milliseconds: 1_000), author: "ann", action: .acknowledge, key: key)
        try AlertNoteFile(path).append(old)
        #expect(try run(path, readings: [1, 3, 1, 1]).board.alarms.map(\.key) == [key])
    }

    @Test func mutesEndByTheClockOnTheWall() throws {
        let folder = try Folder()
        let board = try run(folder.path + "/notes.jsonl", readings: [1, 3, 3]).board
        let alarm = try #require(board.alarms.first), later = board.moment + 100_000_000
        let mute = AlertNote(
            time: later, author: "ann", action: .mute, key: alarm.key, until: later + 3_600_000)
        let topology = StandardHall.topology(gpus: 72), book = AlertNotebook([mute])
        let fresh = AlertReport(board, book, topology, now: later + 1_000)
        #expect(!fresh.isBad && fresh.write(.text).contains("muted by ann"))
        let over = AlertReport(board, book, topology, now: later + 3_600_001)
        #expect(over.isBad && !over.write(.text).contains("muted by"))
        // A board of a day that is yet to come.
        let early = AlertNote(
            time: board.moment - 100_000_000, author: "ann", action: .mute, key: alarm.key,
            until: board.moment - 96_400_000)
        let ahead = AlertReport(board, AlertNotebook([early]), topology, now: board.moment - 99_999_000)
        #expect(!ahead.isBad)
    }

    @Test func metricsSayWhatPeopleSaid() throws {
        let folder = try Folder()
        let board = try run(folder.path + "/notes.jsonl", readings: [1, 3, 3]).board
        let alarm = try #require(board.alarms.first), now = board.moment + 5_000
        let notes = AlertNotebook([
            AlertNote(time: now, author: "ann", action: .mute, key: alarm.key, until: now + 1_000),
            AlertNote(time: now, author: "ann", action: .acknowledge, key: alarm.key),
        ])
        let topology = StandardHall.topology(gpus: 72)
        func lines(_ book: AlertNotebook, _ name: String) -> [Substring] {
            AlertReport(board, book, topology, now: now).write(.metrics).split(separator: "\n").filter {
                $0.hasPrefix(name + "{")
            }
        }
        for name in ["vigie_alert_muted", "vigie_alert_acknowledged"] {
            #expect(lines(notes, name).count == 1 && lines(notes, name)[0].hasSuffix("} 1"))
            #expect(lines(AlertNotebook(), name).allSatisfy { $0.hasSuffix("} 0") })
        }
    }
}
