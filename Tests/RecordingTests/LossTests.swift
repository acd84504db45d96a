// Rows and tables that are gone: a check says what is missing and what that costs, a copy says so too, and what can be read is read.

import App
import Foundation
import Telemetry
import Testing

@testable import Recording

struct LossTests {
    /// Three spans of 20 s, recorded once: every test damages a copy.
    private static let exactFile = Result { try recorded(exact: true) }
    private static let declaredFile = Result { try recorded(exact: false) }

    private static func recorded(exact: Bool) throws -> String {
        let path = Demo.path()
        try Demo.record(to: path, slots: 60, options: Demo.options(exact: exact))
        return path
    }

    private static func file(exact: Bool = true) throws -> String {
        let path = Demo.path()
        try FileManager.default.copyItem(atPath: (exact ? exactFile : declaredFile).get(), toPath: path)
        return path
    }

    @Test(arguments: [
        (
            "DELETE FROM span WHERE id = 2",
            "the row of span 2 is missing in the table span: 2026-07-01T00:00:20Z to 2026-07-01T00:00:40Z, "
        ),
        ("DELETE FROM span", "the row of span 3 is missing in the table span: 2026-07-01T00:00:40Z to "),
        (
            "UPDATE span SET slots = 7 WHERE id = 2",
            "the row of span 2 in the table span is damaged: 2026-07-01T00:00:20Z to 2026-07-01T00:00:40Z can not"
        ),
        (
            "UPDATE span SET start_ms = 0, end_ms = 20000, sum = NULL WHERE id = 1",
            "the times of span 1 are not those of epoch 1"
        ),
        (
            "DELETE FROM epoch",
            "the row of epoch 1 is missing in the table epoch, and with it hall, targets and step: 3"
        ),
        ("DELETE FROM word WHERE number = 3", "words of epoch 1 are missing in the table word: who stood where"),
        ("DELETE FROM word", "words of epoch 1 are missing in the table word: who stood where"),
        ("DELETE FROM layout WHERE id > 2", " more, used by span 1, is missing or damaged: the names of "),
        ("DELETE FROM event WHERE id = 1", "1 of "),
        ("DELETE FROM event WHERE id = 1", "are missing, and with them a part of the event log"),
        (
            "UPDATE epoch SET step_ms = 9223372036854775807, sum = NULL",
            "the row of epoch 1 in the table epoch is damaged"
        ),
        ("UPDATE epoch SET precision = 'none', sum = NULL", "the row of epoch 1 in the table epoch is damaged"),
        (
            "UPDATE span SET samples = 9223372036854775807, sum = NULL",
            "the row of span 1 in the table span is damaged"
        ),
        ("DROP TABLE epoch", "its table `epoch` is missing, and with it hall, targets and step of every span"),
        ("DROP TABLE span", "its table `span` is missing"), ("DROP TABLE span", "the row of span 1 is missing"),
        ("DROP TABLE chunk", "its table `chunk` is missing, and with it every sealed span"),
        ("DROP TABLE event", "its table `event` is missing, and with it the event log"),
        ("DROP TABLE attribute", "its table `attribute` is missing, and with it since when who stood where"),
        ("ALTER TABLE event DROP COLUMN path", "its tables are not those of a recording (no such column: path)"),
    ]) func aCheckTellsWhatIsGone(damage: String, words: String) throws {
        let path = try Self.file()
        #expect(try RecordingCheck.run(path, known: .standard).damaged == [])
        try Demo.change(path, damage)
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.damaged.contains { $0.hasPrefix(path) && $0.contains(words) }, "\(report.damaged)")
        #expect(Set(report.damaged).count == report.damaged.count, "\(report.damaged)")
    }

    /// A copy of what is left is whole, and the loss is told.
    @Test(arguments: [
        ("DELETE FROM span WHERE id = 2", "a.vigie: the row of span 2 is missing", 40),
        ("UPDATE span SET slots = 7 WHERE id = 2", "a.vigie: the row of span 2 in the table span is damaged", 40),
        ("DROP TABLE event", "a.vigie: its table `event` is missing", 60),
        (
            "DELETE FROM chunk WHERE (id >> 16) & 15 = 3 AND id >> 20 = 2", "samples of the wire is missing or damaged",
            60
        ),
    ]) func aCopyTellsWhatIsGone(damage: String, words: String, slots: Int) throws {
        let path = try Self.file(), copy = Demo.path("copy.vigie")
        try Demo.change(path, damage)
        let told = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        #expect(told.contains { $0.contains(words) }, "\(told)")
        let report = try RecordingCheck.run(copy, known: .standard)
        #expect(report.slots == slots && report.damaged == [], "\(report)")
        let text = try Conversion.run(ConvertOptions(inputs: [path], out: Demo.path("copy.om")))
        #expect(text.contains { $0.contains(words) }, "\(text)")
    }

    /// Without one of these tables there is nothing to show, and nothing to go on with.
    @Test(arguments: ["epoch", "span", "chunk"]) func aNeededTableIsNamedWithTheMend(table: String) throws {
        let path = try Self.file(), out = Demo.path("copy.csv")
        try Demo.change(path, "DROP TABLE \(table)")
        do {
            _ = try Conversion.run(ConvertOptions(inputs: [path], out: out))
            Issue.record("something was copied")
        } catch {
            let words = error.description
            #expect(words.hasPrefix("\(path): its table `\(table)` is missing, and with it "), "\(words)")
            #expect(
                words.hasSuffix("; `vigie check recording --repair NEW \(path)` saves what can be read"), "\(words)")
        }
        #expect(!FileManager.default.fileExists(atPath: out))
        do {
            _ = try Recorder(path, Demo.options())
            Issue.record("it was recorded into")
        } catch {
            #expect(error.kind == .damaged && error.description.contains("record into another file"), "\(error)")
        }
        #expect(FileManager.default.fileExists(atPath: path))
    }

    /// What spans name, and what of it is there.
    @Test(arguments: [(true, 3), (false, 2)]) func whatCanBeReadIsCounted(exact: Bool, kind: Int) throws {
        let path = try Self.file(exact: exact)
        let row = try RecordingReader(path, known: .standard).spans[1]
        let whole = try RecordingCheck.run(path, known: .standard)
        #expect(whole.samples > 0 && whole.samplesReadable == whole.samples)
        try Demo.change(path, "DELETE FROM chunk WHERE (id >> 16) & 15 = \(kind) AND id >> 20 = 2")
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.samples == whole.samples)
        #expect(report.samplesReadable == whole.samples - (exact ? row.wireSamples : row.samples))
        var check = RecordingCheckCommand()
        let words = "\n  samples    \(report.samples), of which \(report.samplesReadable) can be read\n"
        #expect(try check.run([path]).output.contains(words))
        check.format = .json
        let json = Data(try check.run([path]).output.utf8)
        let list = try JSONSerialization.jsonObject(with: json) as? [[String: Any]]
        #expect(list?.first?["samples_readable"] as? Int == report.samplesReadable)
    }

    /// Of a span with one damaged track the others still count.
    @Test func theOtherTracksCount() throws {
        let path = try Self.file(exact: false)
        let metric = MetricID.powerWatts.index
        try Demo.change(
            path, "UPDATE chunk SET bytes = x'00' WHERE (id >> 16) & 15 = 2 AND id & 65535 = \(metric) AND id >> 20 = 2"
        )
        let report = try RecordingCheck.run(path, known: .standard)
        // A second has a value of it from each GPU that is there.
        let lost = report.samples - report.samplesReadable
        #expect(lost > 20 * 500 && lost <= 20 * 576, "\(lost)")
    }

    /// Each damaged track of a span is named, not only the first.
    @Test func everyDamagedTrackIsNamed() throws {
        let path = try Self.file(exact: false)
        let metrics = [MetricID.smActive, .powerWatts, .tempCelsius].map(\.index)
        for metric in metrics {
            try Demo.change(
                path,
                "UPDATE chunk SET bytes = x'00' WHERE (id >> 16) & 15 = 2 AND id & 65535 = \(metric) AND id >> 20 = 2")
        }
        let damaged = try RecordingCheck.run(path, known: .standard).damaged
        for metric in metrics {
            let words = "the track of \(Catalogue.standard.metrics[metric].name) "
            #expect(damaged.contains { $0.contains(words) }, "\(damaged)")
        }
    }
}
