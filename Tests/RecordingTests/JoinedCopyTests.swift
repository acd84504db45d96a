// Several recordings made into one file: at every moment it shows what a replay of all of them shows, and gives the same texts.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import App
@testable import Recording

struct JoinedCopyTests {
    /// Three recordings of one hall: 30 s exact with alarms and a bookmark, 30 s more that begin 10 s before the first ends and have no wire, 10 s
    /// after a gap of minutes.
    private static func files() throws -> [String] {
        let paths = ["one.vigie", "two.vigie", "three.vigie"].map { Demo.path($0) }
        // A copy asks the rules where nobody did, and would show more than the replay.
        let first = try Demo.recordWithAlerts(to: paths[0], slots: 30)
        first.bookmark(Demo.start + 5_000, "A03 hall")
        first.finish()
        for (path, exact, slots, laterMs) in [(paths[1], false, 30, 20_000), (paths[2], true, 10, 600_000)] {
            try Demo.recordWithAlerts(
                to: path, slots: slots, options: Demo.options(exact: exact), laterMs: Int64(laterMs)
            ).finish()
        }
        return paths
    }

    private static func converted(
        _ inputs: [String], _ name: String, _ change: (inout ConvertOptions) -> Void = { _ in }
    )
        throws -> (path: String, report: [String])
    {
        let out = Demo.path(name)
        var options = ConvertOptions(inputs: inputs, out: out)
        change(&options)
        return (out, try Conversion.run(options))
    }

    /// Inside each, in what two have, in the gap; in whatever order the files are named.
    @Test func theCopyShowsWhatTheReplayShows() throws {
        let paths = try Self.files()
        let (out, report) = try Self.converted([paths[2], paths[0], paths[1]], "all.vigie")
        #expect(report.contains { $0.contains("1 of 3 recordings have no wire") }, "\(report)")
        let set = try RecordingSet(paths), copy = try RecordingReader(out, known: .standard)
        #expect(try copy.bookmarks().map(\.text) == set.bookmarks().map(\.text))
        #expect(copy.extent?.start == set.extent?.start && copy.extent?.end == set.extent?.end)
        for second in [1, 15, 20, 21, 25, 30, 31, 50, 300, 601, 610] as [Int64] {
            let time = Demo.start + second * 1_000
            let one = try #require(try set.moment(at: time)), other = try #require(try copy.moment(at: time))
            #expect(one.gapWords == other.gapWords && one.epoch.isExact == other.epoch.isExact, "at \(second) s")
            #expect(Array(one.snapshot.events) == Array(other.snapshot.events), "at \(second) s")
            #expect(one.snapshot.targets.map(\.scrapes) == other.snapshot.targets.map(\.scrapes), "at \(second) s")
            let pictures = try ReplayTests.frames(one.snapshot, one.board)
            let again = try ReplayTests.frames(other.snapshot, other.board)
            #expect(Picture.difference(again, from: pictures) == nil, "at \(second) s")
        }
        #expect(try RecordingCheck.run(out, known: .standard).damaged.isEmpty)
    }

    /// The texts of all are the texts of their copy: no moment twice, none left out.
    @Test(arguments: ["all.csv", "all.om"]) func theTextsAreThoseOfTheCopy(name: String) throws {
        let paths = try Self.files()
        let cut = { (options: inout ConvertOptions) in
            options.select = "A03/t05"
            options.from = "+3s"
            options.to = "+605s"
        }
        let (copy, _) = try Self.converted(paths, "all.vigie")
        let (direct, report) = try Self.converted(paths, name, cut)
        let (around, _) = try Self.converted([copy], name, cut)
        let texts = try [direct, around].map { try String(contentsOfFile: $0, encoding: .utf8) }
        #expect(texts[0] == texts[1])
        #expect(report.contains { $0.contains("in several recordings") || $0.contains("recorded again") }, "\(report)")
        guard name == "all.csv" else { return }
        let keys = texts[0].split(separator: "\n").dropFirst().map { $0.prefix(upTo: $0.lastIndex(of: ",")!) }
        let times = keys.map { $0.prefix { $0 != "," } }
        #expect(Set(keys).count == keys.count && times == times.sorted() && Set(times).count > 45)
    }

    /// A name that only one file says is replaced in all, by the same one.
    @Test func namesAreReplacedAlikeInAll() throws {
        let paths = try Self.files()
        let (out, report) = try Self.converted(paths, "all.vigie") { $0.anonymise = true }
        #expect(report.contains { $0.contains("of kind host") }, "\(report)")
        let old = try RecordingReader(paths[0], known: .standard), new = try RecordingReader(out, known: .standard)
        let hosts = new.epochs.map { $0.topology.trays.map(\.host) }
        #expect(hosts.count == 3 && Set(hosts).count == 1)
        #expect(Set(hosts.joined()).isDisjoint(with: old.epochs[0].topology.trays.map(\.host)))
        let moment = try #require(try new.moment(at: Demo.start + 610_000)).snapshot
        let first = try #require(try new.moment(at: Demo.start + 10_000)).snapshot
        #expect(
            moment.identity(5)?.uuid == first.identity(5)?.uuid && moment.identity(5)?.uuid.hasPrefix("gpu-") == true)
    }

    /// A recorder that was started again says the same of its hall: a copy keeps the times of both all the same.
    @Test func epochsOfOneHallStayApart() throws {
        let path = Demo.path()
        try Demo.record(to: path, runsAtMs: [0, 100_500], slots: 10)
        let reader = try RecordingReader(path, known: .standard)
        #expect(reader.epochs.count == 2 && reader.epochs[0].topology === reader.epochs[1].topology)
        let copy = try RecordingReader(try Self.converted([path], "copy.vigie").path, known: .standard)
        #expect(copy.epochs.map(\.start) == reader.epochs.map(\.start))
        for offset in [3_000, 10_000, 103_500, 110_500] as [Int64] {
            let time = Demo.start + offset
            let one = try #require(try reader.moment(at: time)), other = try #require(try copy.moment(at: time))
            #expect(one.snapshot.moment == time && other.snapshot.moment == time)
            #expect(one.snapshot.value(.powerWatts, 3) == other.snapshot.value(.powerWatts, 3))
        }
    }

    /// A recording and a page of text are one history, as in a replay; a file that is named twice counts once.
    @Test func recordingsAndTextAreConvertedTogether() throws {
        let path = Demo.path(), page = Demo.path("page.prom")
        try Demo.record(to: path, slots: 5, gpus: 72)
        let time = Demo.start.milliseconds + 60_000
        try Data("node_load1{instance=\"n1\"} 3 \(time)\n".utf8).write(to: URL(fileURLWithPath: page))
        let (out, report) = try Self.converted([path, page, path], "both.om")
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.contains("node_load1{instance=\"n1\"} 3.0") && text.contains("DCGM_FI_DEV_POWER_USAGE{"))
        #expect(report.contains { $0.contains("named twice") } && report.contains { $0.contains("different halls") })
    }
}
