// A CSV as a recording: it says the same again, to the byte; a bad line costs itself, and is told with its place.

import App
import Facility
import Foundation
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct CSVImportTests {
    private let folder = Demo.folder()

    private func write(_ name: String, _ text: String) throws -> String {
        let url = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: url)
        return url.path
    }

    /// Into a new file of this name, by a folder of its own.
    private func convert(_ input: String, _ name: String) throws -> (path: String, report: [String]) {
        let out = Demo.path(name)
        return (out, try Conversion.run(ConvertOptions(inputs: [input], out: out)))
    }

    private func bytes(_ path: String) throws -> Data { try Data(contentsOf: URL(fileURLWithPath: path)) }

    private static let header = "time,metric,place,value\n"

    private static func line(_ second: Int, _ metric: String, _ place: String, _ value: String) -> String {
        "2026-07-01T00:00:\(second < 10 ? "0" : "")\(second)Z,\(metric),\(place),\(value)\n"
    }

    private static func moment(_ path: String, _ second: Int64) throws -> Snapshot {
        let reader = try RecordingReader(path, known: .standard)
        return try #require(try reader.moment(at: Demo.start + second * 1_000)).snapshot
    }

    /// Racks of any name and in any order, holes, gaps, other steps, metrics that come and go.
    @Test func whatComesBackIsTheSameText() throws {
        for seed in UInt64(1)...30 {
            let path = Demo.path()
            try RandomRecording.write(path, seed: seed)
            let first = try convert(path, "one.csv"), back = try convert(first.path, "back.vigie")
            let second = try convert(back.path, "two.csv")
            #expect(!back.report.contains { $0.contains("left out") }, "seed \(seed): \(back.report)")
            #expect(try bytes(first.path) == bytes(second.path), "seed \(seed)")
            #expect(try RecordingCheck.run(back.path, known: .standard).damaged.isEmpty, "seed \(seed)")
            try FileManager.default.removeItem(atPath: (path as NSString).deletingLastPathComponent)
        }
    }

    /// A demo hall with rates and ratios, exact and then declared on another grid; whole, and one rack of it.
    @Test(arguments: [nil, "A02"]) func aHallComesBack(select: String?) throws {
        let path = Demo.path()
        for (slots, laterMs, exact) in [(4, 0, true), (3, 100_500, false)] as [(Int, Int64, Bool)] {
            let recorder = try Recorder(path, Demo.options(exact: exact))
            Demo.play(slots: slots, observer: recorder, gpus: 144, laterMs: laterMs)
            recorder.finish()
        }
        var options = ConvertOptions(inputs: [path], out: Demo.path("one.csv"))
        options.select = select
        _ = try Conversion.run(options)
        let back = try convert(options.out, "back.vigie"), again = try convert(back.path, "two.csv")
        #expect(try bytes(options.out) == bytes(again.path))
        let reader = try RecordingReader(path, known: .standard),
            copy = try RecordingReader(back.path, known: .standard)
        #expect(copy.epochs.allSatisfy { !$0.isExact && $0.mode == "csv" })
        for offset in [3_000, 103_500] as [Int64] {
            let one = try #require(try reader.moment(at: Demo.start + offset)).snapshot
            let other = try #require(try copy.moment(at: Demo.start + offset)).snapshot
            let rack = try #require(other.topology.rack(named: "A02")),
                old = try #require(one.topology.rack(named: "A02"))
            for (new, gpu) in zip(other.topology.racks[rack].gpus, one.topology.racks[old].gpus) {
                for metric in one.columns where one.catalogue[metric].entity == .gpu {
                    let (here, there) = (other.value(metric, new), one.value(metric, gpu))
                    #expect(here == there || here.isNaN && there.isNaN, "\(one.catalogue[metric].name)")
                }
                #expect(other.gpuState(new) == .fresh)
            }
            #expect(other.rollUp(.powerWatts, .rack(rack)).mean == one.rollUp(.powerWatts, .rack(old)).mean)
        }
    }

    @Test func compressedFilesAreRead() throws {
        var text = Self.header
        for second in 0..<60 {
            for gpu in 0..<200 {
                text += Self.line(second, "power_watts", "A0\(gpu / 40)/t0\(gpu / 4 % 10)/g\(gpu % 4)", "\(gpu).5")
            }
        }
        let plain = try convert(try write("a.csv", text), "plain.csv.vigie")
        let packed = folder.appendingPathComponent("a.csv.zst").path
        try Data(Zstd().compress(Array(text.utf8), level: 3)).write(to: URL(fileURLWithPath: packed))
        let whole = try convert(packed, "whole.vigie")
        #expect(try bytes(try convert(plain.path, "1.csv").path) == bytes(try convert(whole.path, "2.csv").path))
        // Cut off: what stands before is read, and said so.
        let cut = folder.appendingPathComponent("cut.csv.zst").path
        try bytes(packed).dropLast(40).write(to: URL(fileURLWithPath: cut))
        let report = try convert(cut, "cut.vigie").report
        #expect(report.contains { $0.contains("cut.csv.zst: it is cut off") }, "\(report)")
    }

    /// Values are those of the text, absent ones are absent, and states follow from them.
    @Test func valuesAndStatesAreThoseOfTheText() throws {
        var text = Self.header
        for second in 1...9 {
            text += Self.line(second, "power_watts", "A01/t07/g0", "\(100 + second).5")
            if second < 3 { text += Self.line(second, "power_watts", "A01/t07/g2", "50") }
            text += Self.line(second, "host_load1", "A01/t07", "1.25")
        }
        let path = try convert(try write("a.csv", text), "a.vigie").path
        let snapshot = try Self.moment(path, 9)
        #expect(snapshot.moment == Demo.start + 9_000 && snapshot.stepMs == 1_000)
        let tray = try #require(snapshot.topology.tray(ofHost: "A01/t07"))
        #expect(snapshot.topology.path(tray: tray) == "A01/t07" && snapshot.topology.trays[tray].gpus.count == 3)
        #expect(snapshot.value(.powerWatts, 0) == 109.5 && snapshot.value(.hostLoad1, tray) == 1.25)
        #expect(Absence(snapshot.value(.powerWatts, 2)) == .missing)
        #expect(snapshot.lastKnown(.powerWatts, 2)?.value == 50 && snapshot.lastKnown(.powerWatts, 2)?.ageMs == 7_000)
        #expect((0..<3).map { snapshot.gpuState($0) } == [.fresh, .neverSeen, .gone])
        #expect(snapshot.rollUp(.powerWatts, .hall).count == 1)
        let set = try ReplayInput.open([try write("b.csv", text)])
        #expect(try set.moment(at: Demo.start + 9_000)?.snapshot.value(.powerWatts, 0) == 109.5)
    }

    @Test(arguments: [
        ("2026-07-01T00:00:00Z,no_such,A01/t01/g0,1", "22: no metric \"no_such\""),
        ("yesterday,power_watts,A01/t01/g0,1", "1: no time"),
        ("2026-02-30T00:00:00Z,power_watts,A01/t01/g0,1", "1: no time"),
        ("2026-06-30T00:00:00Z,power_watts,A01/t01/g0,1", "1: before the time of line "),
        ("2026-07-01T00:00:00Z,power_watts,A01,1", "34: no place of a value"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g256,1", "34: no place of a value"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g99999999999999999999,1", "34: no place of a value"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01,1", "34: power_watts is a GPU's"),
        ("2026-07-01T00:00:00Z,host_load1,A01/t01/g0,1", "33: host_load1 is a host's"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1,ten", "45: no number"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1,", "45: no number"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1,0x10", "45: no number"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1,NaN", "45: not a number"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1,1e39", "45: beyond the range"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1", "1: 3 fields instead of 4"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g1,1,2", "1: 5 fields instead of 4"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g0,7", "1: this place has a value"),
        ("\"2026-07-01T00:00:00Z,power_watts,A01/t01/g1,1", "1: this quote is not closed"),
        ("2026-07-01T00:00:00Z,po\"wer,A01/t01/g1,1", "24: a quote within a field"),
        ("2026-07-01T00:00:00Z,\"power_watts\"x,A01/t01/g1,1", "35: a comma is expected"),
        (String(repeating: "x", count: 700_000), "1: longer than 65536 bytes"),
    ]) func aBadLineCostsItself(bad: String, words: String) throws {
        let text =
            Self.header + Self.line(0, "power_watts", "A01/t01/g0", "100") + bad + "\n"
            + Self.line(1, "power_watts", "A01/t01/g0", "200")
        let (path, report) = try convert(try write("a.csv", text), "a.vigie")
        #expect(report.contains { $0.contains("a.csv:3:\(words)") }, "\(report)")
        #expect(report.contains { $0.hasSuffix("a.csv: 1 line left out") }, "\(report)")
        for (second, value) in [(0, 100), (1, 200)] as [(Int64, Float)] {
            let snapshot = try Self.moment(path, second)
            #expect(snapshot.moment == Demo.start + second * 1_000 && snapshot.value(.powerWatts, 0) == value)
        }
    }

    /// Of many the first hundred are told, and how many there are.
    @Test func badLinesAreCounted() throws {
        let good = Self.line(0, "power_watts", "A01/t01/g0", "100")
        let text = Self.header + good + String(repeating: "no line\n\n", count: 1_000)
        let report = try convert(try write("a.csv", text), "a.vigie").report
        #expect(report.count { $0.contains("fields instead of 4") } == 100, "\(report)")
        #expect(report.contains { $0.contains("a.csv: 1000 lines left out, 900 of them not listed; ") }, "\(report)")
        #expect(report.contains { $0.contains("a.csv:201:1: ") }, "\(report)")
    }

    /// What is no CSV of values at all is an error, and nothing stays.
    @Test(arguments: [
        ("", ":1:1: empty; the first line must be time,metric,place,value"),
        ("time,metric,place,value\n", ":2:1: no line with a value behind the header; write lines such as 2026-"),
        ("\ntime,metric,place,value\n\n", ":4:1: no line with a value behind the header"),
        (
            "time,metric,place,value\na,b\nc\n",
            ":2:1: 2 fields instead of 4; a line is time,metric,place,value; of 2 lines none can be read"
        ),
        ("time,place,metric,value\n1\n", ":1:6: its columns stand in another order"),
        ("2026-07-01T00:00:00Z,power_watts,A01/t01/g0,1\n", ":1:1: no header"), ("\u{0}\u{1}", ":1:1: no header"),
    ]) func whatIsNoneIsAnError(text: String, words: String) throws {
        let path = try write("a.csv", text), out = Demo.path("a.vigie")
        do {
            _ = try Conversion.run(ConvertOptions(inputs: [path], out: out))
            Issue.record("something was read")
        } catch { #expect(error.description.hasPrefix(path + words), "\(error)") }
        #expect(!FileManager.default.fileExists(atPath: out))
    }

    /// As spreadsheets and Windows write it: a mark in front, other line ends, quotes around everything, no feed at the end.
    @Test func otherHandsAreRead() throws {
        let text =
            "\u{FEFF}Time,Metric,Place,Value\r\n\"2026-07-01T02:00:00+02:00\",\"power_watts\",\"A01/t1/g0\",\"1e2\"\r\n\r\n"
            + "2026-07-01T00:00:01.000Z,power_watts,A01/t01/g0,+7"
        let (path, report) = try convert(try write("a.csv", text), "a.vigie")
        #expect(!report.contains { $0.contains("left out") }, "\(report)")
        #expect(try Self.moment(path, 0).value(.powerWatts, 0) == 100)
        #expect(try Self.moment(path, 1).value(.powerWatts, 0) == 7)
    }
}
