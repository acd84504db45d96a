// Recorded text as it is met: OpenMetrics with its seconds, mixed pages, folders of many hosts, files that were cut.

import App
import Foundation
import Storage
import Telemetry
import Testing

@testable import Recording

struct TextImportTests {
    private let folder = Demo.folder()

    private func write(_ name: String, _ text: String, at time: TimeInterval? = nil) throws -> String {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
        if let time {
            let date = Date(timeIntervalSince1970: time)
            try FileManager.default.setAttributes([.modificationDate: date], ofItemAtPath: url.path)
        }
        return url.path
    }

    /// The samples that come out again: `name{labels} value time` without what was added.
    private func roundTrip(_ inputs: [String]) throws -> [String] {
        let recording = Demo.path(), text = Demo.path("back.om")
        _ = try Conversion.run(ConvertOptions(inputs: inputs, out: recording))
        _ = try Conversion.run(ConvertOptions(inputs: [recording], out: text))
        return try String(contentsOfFile: text, encoding: .utf8).split(separator: "\n").map(String.init)
            .filter { $0 != "# EOF" }
    }

    @Test func secondsOfOpenMetricsStaySeconds() throws {
        let page = """
            # TYPE a gauge
            a{host="x"} 1 1782864000.123
            a{host="y"} 2 1782864000.123
            # TYPE foo counter
            foo_total{host="x"} 5 1782864000.5
            # TYPE b gauge
            b{host="x"} 3 1782864000.123
            # TYPE whole gauge
            whole 4 1782864001
            # EOF

            """
        let lines = try roundTrip([try write("page.om", page)])
        #expect(lines.count == 5, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("foo_total{host=\"x\"") && $0.hasSuffix(" 5.0 1782864000.500") })
        #expect(lines.contains { $0.hasPrefix("whole{") && $0.hasSuffix(" 4.0 1782864001.000") })
        #expect(lines.contains { $0.hasPrefix("a{host=\"y\"") && $0.hasSuffix(" 2.0 1782864000.123") })
    }

    /// Every scrape up to an `# EOF` is a page, and the next begins behind it; a bad line costs its own.
    @Test(arguments: ["two.om", "two.prom"]) func scrapesOfOpenMetricsFollowOneAnother(name: String) throws {
        func scrape(_ second: Int) -> String {
            """
            # TYPE a gauge
            a{host="x"} \(second) \(1_782_864_000 + second).5
            # TYPE b counter
            b_total{host="x"} \(second) \(1_782_864_000 + second).5 # {id="1"} 1
            # EOF

            """
        }
        let path = try write(name, scrape(0) + scrape(1) + "\n# TYPE broken\n# EOF\n" + scrape(2))
        let lines = try roundTrip([path])
        #expect(lines.count == 6, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("a{host=\"x\"") && $0.hasSuffix(" 2.0 1782864002.500") }, "\(lines)")
        let report = try Conversion.run(ConvertOptions(inputs: [path], out: Demo.path()))
        #expect(report.contains { $0.contains("\(name):12:") }, "\(report)")
    }

    /// A dump is wanted for its values: a bad line costs itself, and samples stand in any order.
    @Test(arguments: ["bad", "swapped", "interleaved", "shuffled"]) func aDumpOfOpenMetricsIsReadLineByLine(
        how: String
    ) throws {
        var lines = (0..<40).map { "a{host=\"\($0 % 2 == 0 ? "x" : "y")\"} \($0) \(1_782_864_000 + $0 / 2).5" }
        switch how {
        case "bad": lines.insert("foo bar baz", at: 6)
        case "swapped": lines.swapAt(4, 6)
        case "shuffled": lines = lines.indices.map { lines[$0 * 17 % 40] }
        default: break
        }
        let path = try write("dump.om", "# TYPE a gauge\n" + lines.joined(separator: "\n") + "\n# EOF\n")
        let read = try roundTrip([path])
        #expect(Set(read.map { $0.split(separator: " ")[1] }) == Set((0..<40).map { Substring("\($0).0") }))
        let report = try Conversion.report(ConvertOptions(inputs: [path], out: Demo.path()))
        #expect(report.isWhole == (how != "bad"))
        #expect(report.lines.contains("\(path): 1 line left out") == (how == "bad"), "\(report)")
        #expect(report.lines.contains("\(path):8:5: no number here") == (how == "bad"), "\(report)")
        #expect(report.lines.contains { $0.contains("all the same") } == (how != "bad"), "\(report)")
    }

    @Test(arguments: ["many.om", "many.prom"]) func manyBadLinesAreCounted(name: String) throws {
        let bad = String(repeating: "no number here\n", count: 50)
        let path = try write(name, "x 1\n\(bad)y 2\n" + (name == "many.om" ? "# EOF\n" : ""))
        for out in ["a.vigie", "a.om"] {
            let report = try Conversion.report(ConvertOptions(inputs: [path], out: Demo.path(out)))
            #expect(report.lines.count { $0.hasPrefix("\(path):") && $0.contains("no number") } == 16, "\(report)")
            #expect(report.lines.contains("\(path): 50 lines left out, 34 of them not listed"), "\(report)")
            #expect(!report.isWhole)
        }
    }

    /// A series has one value at a time; an end that was cut off is told.
    @Test func whatStandsTwiceOrWasCutIsTold() throws {
        let path = try write("twice.om", "a 1 1782864000\na 2 1782864000\na 3 1782864001\na 4 178286")
        let report = try Conversion.report(ConvertOptions(inputs: [path], out: Demo.path()))
        #expect(!report.isWhole)
        #expect(report.lines.contains { $0.hasPrefix("\(path): 1 sample left out") }, "\(report)")
        #expect(report.lines.contains { $0.hasPrefix("\(path): no '# EOF'") }, "\(report)")
        #expect(report.lines.contains { $0.hasPrefix("\(path):4:") }, "\(report)")
        #expect(try roundTrip([path]).count == 2)
    }

    /// Without times they are taken to follow one another up to the file's own.
    @Test func scrapesWithoutTimesFollowOneAnother() throws {
        let scrape = "# TYPE a gauge\na{host=\"x\"} 1\n# EOF\n"
        let lines = try roundTrip([try write("two.om", scrape + scrape, at: 1_782_864_015)])
        #expect(lines.map { $0.suffix(14) } == ["1782864000.000", "1782864015.000"], "\(lines)")
    }

    @Test func samplesWithoutATimeAreOfTheScrapeAroundThem() throws {
        var page = ""
        for second in 0..<3 {
            page += "own{instance=\"n1\"} \(second) \(1_782_864_000_000 + second * 15_000)\nfree \(second)\n"
        }
        let lines = try roundTrip([try write("mixed.prom", page)])
        #expect(lines.filter { $0.hasPrefix("free") }.count == 3, "\(lines)")
        #expect(lines.contains { $0.hasPrefix("free") && $0.hasSuffix(" 2.0 1782864030.000") })
    }

    @Test(arguments: [
        ["gpu-01.prom", "gpu-02.prom", "gpu-03.prom"], ["10.0.0.1.prom", "10.0.0.2.prom", "10.0.0.3.prom"],
        [
            "node-01-2026-07-01T00:00:15Z.prom", "node-02-2026-07-01T00:00:15Z.prom",
            "node-03-2026-07-01T00-00-15Z.prom",
        ],
        ["a/metrics.prom", "b/metrics.prom", "c/metrics.prom"],
    ]) func hostsOfAFolderStayApart(names: [String]) throws {
        var paths: [String] = []
        for (index, name) in names.enumerated() { paths.append(try write(name, "x \(index)\n", at: 1_782_864_015)) }
        #expect(Set(try roundTrip(paths)).count == 3)
    }

    @Test func numberedPagesOfOneSourceAreOneTarget() throws {
        for index in 1...3 {
            _ = try write("page-00\(index).prom", "x \(index)\n", at: 1_782_864_000 + Double(index) * 15)
        }
        let recording = Demo.path()
        _ = try Conversion.run(ConvertOptions(inputs: [folder.path], out: recording))
        let reader = try RecordingReader(recording, known: .standard)
        #expect(reader.epochs.last?.targets.count == 1)
    }

    private func hall(_ names: [String], at time: TimeInterval?, step: TimeInterval = 0) throws -> (
        reader: RecordingReader, report: (lines: [String], isWhole: Bool)
    ) {
        for (index, name) in names.enumerated() {
            let page = "DCGM_FI_DEV_POWER_USAGE{gpu=\"0\",UUID=\"GPU-1\",Hostname=\"h1\"} \(500 + index)\n"
            _ = try write(name, page, at: time.map { $0 + Double(index) * step })
        }
        let recording = Demo.path()
        let report = try Conversion.report(ConvertOptions(inputs: [folder.path], out: recording))
        return (try RecordingReader(recording, known: .standard), report)
    }

    /// Rotated and numbered pages that tell of the same GPU are one host, each at its time.
    @Test(arguments: [
        ["h1.prom.0", "h1.prom.1", "h1.prom.2", "h1.prom.3"], ["h1-0.prom", "h1-1.prom", "h1-2.prom", "h1-10.prom"],
        ["page0.prom", "page10.prom", "page20.prom", "page30.prom"],
    ]) func pagesThatDifferInANumberAreOneHost(names: [String]) throws {
        let (reader, report) = try hall(names, at: 1_782_864_000, step: 10)
        #expect(report.isWhole, "\(report)")
        #expect(reader.epochs.last?.targets.count == 1)
        for index in 0..<4 {
            let time = Timestamp(milliseconds: 1_782_864_000_000 + Int64(index) * 10_000 + 10_000)
            let moment = try #require(try reader.moment(at: time))
            #expect(moment.snapshot.value(.powerWatts, 0) == Float(500 + index), "\(names) \(index)")
        }
    }

    /// Copied without their times they follow one another by their numbers, and that is said.
    @Test func pagesOfOneTimeFollowTheirNumbers() throws {
        let (reader, report) = try hall(["h1-9.prom", "h1-10.prom", "h1-11.prom"], at: 1_782_864_000)
        #expect(report.isWhole && report.lines.contains { $0.contains("in the order of their numbers") }, "\(report)")
        #expect(reader.epochs.last?.targets.count == 1)
        let moment = try #require(try reader.moment(at: Timestamp(milliseconds: 1_782_864_000_000)))
        #expect(moment.snapshot.value(.powerWatts, 0) == 501)
    }

    /// Two sources that tell of one GPU, and two pages of one moment: not all can be shown.
    @Test(arguments: [
        (["alpha.prom", "beta.prom"], "alpha and beta: both tell of GPU-1 at the same time, in 1 page"),
        (["h1-20260701T000000Z.prom", "h1-2026-07-01T00:00:00Z.prom"], "h1: 1 page of the very time of another"),
    ]) func whatCanNotBeShownIsCounted(names: [String], words: String) throws {
        let (_, report) = try hall(names, at: 1_782_864_000)
        #expect(!report.isWhole && report.lines.contains { $0.hasPrefix(words) }, "\(report)")
    }

    @Test func timesThatNobodyWroteDownAreTold() throws {
        let path = try write("concat.txt", "x 1\nx 2\nx 3\n", at: 1_782_864_000)
        let report = try Conversion.report(ConvertOptions(inputs: [path], out: Demo.path()))
        let words =
            "\(path): 3 pages without times: taken to be 15 s apart, the last at 2026-07-01T00:00:00Z, when the file"
        #expect(report.isWhole && report.lines.contains { $0.hasPrefix(words) }, "\(report)")
    }

    @Test func foldersWithinFoldersAreNamed() throws {
        _ = try write("one.prom", "x 1\n")
        _ = try write("sub/two.prom", "x 2\n")
        let report = try Conversion.run(ConvertOptions(inputs: [folder.path], out: Demo.path()))
        #expect(report.contains { $0.contains("sub: left out") }, "\(report)")
    }

    @Test func faultsAreToldWhateverItBecomes() throws {
        let path = try write("bad.prom", "x 1\nno number here\n")
        for name in ["a.vigie", "a.om", "a.csv"] {
            let report = try Conversion.run(ConvertOptions(inputs: [path], out: Demo.path(name)))
            #expect(report.contains { $0.contains("bad.prom:2:") }, "\(name): \(report)")
        }
    }

    /// What could not be finished does not stay, what is not meant is not written.
    @Test func nothingUnfinishedStays() throws {
        let recording = Demo.path(), page = try write("one.prom", "x 1\n")
        try Demo.record(to: recording, slots: 10, gpus: 72)
        for (inputs, name, from) in [
            ([recording], "a.om.gz", nil), ([recording, "/nonexistent.vigie"], "b.om", nil),
            ([recording], "c.csv", "+1h"),
            ([recording], "d.vigie", "+1h"), ([page, "/nonexistent.prom"], "e.vigie", nil),
        ] as [([String], String, String?)] {
            let out = folder.appendingPathComponent(name).path
            var options = ConvertOptions(inputs: inputs, out: out)
            options.from = from
            options.to = from.map { _ in "+2h" }
            #expect(throws: UserError.self, "\(name)") { try Conversion.run(options) }
            #expect(!FileManager.default.fileExists(atPath: out), "\(name)")
        }
    }

    /// A file recorded at declared precision and continued exactly has both in its export.
    @Test func anExportHasWhatHasNoWireToo() throws {
        let path = Demo.path(), out = Demo.path("all.om")
        try Demo.record(to: path, slots: 20, options: Demo.options(exact: false), gpus: 72)
        let recorder = try Recorder(path, Demo.options())
        Demo.play(slots: 20, observer: recorder, gpus: 72, laterMs: 20_000)
        recorder.finish()
        _ = try Conversion.run(ConvertOptions(inputs: [path], out: out))
        let text = try String(contentsOfFile: out, encoding: .utf8)
        #expect(text.contains("vigie_power_watts{") && text.contains("\nDCGM_FI_DEV_POWER_USAGE{"))
        let copy = Demo.path("copy.vigie")
        _ = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        let reader = try RecordingReader(copy, known: .standard)
        #expect(reader.epochs.map(\.isExact) == [false, true])
        #expect(try RecordingCheck.run(copy, known: .standard).damaged.isEmpty)
    }

    /// Several pages of one instance stay several: none loses its series at the other's times. What comes out again is the same.
    @Test func pagesOfOneInstanceStayApart() throws {
        let path = Demo.path(), text = Demo.path("hall.om"), back = Demo.path("back.vigie"),
            again = Demo.path("again.om")
        let twice = Demo.path("twice.vigie"), last = Demo.path("last.om")
        try Demo.record(to: path, slots: 40, gpus: 72)
        for (from, to) in [(path, text), (text, back), (back, again), (again, twice), (twice, last)] {
            _ = try Conversion.run(ConvertOptions(inputs: [from], out: to))
        }
        // Labels come back in one order, whatever they had.
        #expect(try Self.lines(again) == Self.lines(last))
        #expect(try Self.lines(text).count == Self.lines(last).count)
        let time = Demo.start + 35_000
        let old = try #require(try RecordingReader(path, known: .standard).moment(at: time)).snapshot
        let new = try #require(try RecordingReader(back, known: .standard).moment(at: time)).snapshot
        #expect(new.targets.count == old.targets.count)
        #expect(new.topology.gpuCount == old.topology.gpuCount)
        for (index, tray) in new.topology.trays.enumerated() {
            let place = try #require(old.topology.tray(ofHost: tray.host))
            #expect(!new.value(.hostLoad1, index).isNaN, "\(tray.host)")
            for (one, other) in zip(tray.gpus, old.topology.trays[place].gpus) {
                #expect(new.value(.powerWatts, one) == old.value(.powerWatts, other), "\(tray.host)")
                #expect(new.gpuState(one) == .fresh)
            }
        }
    }

    private static func lines(_ path: String) throws -> Set<Substring> {
        Set(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n"))
    }

    /// Neither a recording nor a page: what to give is said, with the place of the first line that is none.
    @Test func whatIsNoTelemetryIsTold() throws {
        let path = try write("README.md", "# A title\n\na b c\n")
        do {
            _ = try Conversion.run(ConvertOptions(inputs: [path], out: Demo.path()))
            Issue.record("a text was taken for telemetry")
        } catch {
            #expect(error.description.hasPrefix("\(path): neither a recording nor a page of metrics; give"))
            #expect(error.description.contains("\(path):3:"))
        }
    }

    /// An empty answer names what was asked for, and no option that was not given.
    @Test(
        arguments: [
            ("A02", nil, nil, "nothing of A02 is recorded"),
            ("A02", "+1s", nil, "nothing of A02 is recorded from +1s on"),
            ("A01", "+1h", "+2h", "nothing of A01 is recorded between +1h and +2h"),
            (nil, "+1h", "+2h", "nothing is recorded between +1h and +2h"),
        ] as [(String?, String?, String?, String)])
    func nothingIsSaidOfWhatWasAskedFor(select: String?, from: String?, to: String?, words: String) throws {
        let path = Demo.path()
        // The hall grew after the first epoch, and no slot of it was closed.
        try Demo.record(to: path, slots: 5, gpus: 72)
        let database = try Database(path: path, writing: true)
        try database.execute(
            """
            INSERT INTO epoch SELECT 2, start_ms, step_ms, mode, precision, gpus, trays, racks, targets, metrics, plan, NULL
            FROM epoch
            """
        )
        let plan = EpochPlan(Demo.hall(144).topology, [], .standard)
        let bytes = Zstd().compress([UInt8](try JSONEncoder().encode(plan)), level: 3)
        try database.statement("UPDATE epoch SET plan = ? WHERE id = 2").bind(1, bytes).run()
        database.close()
        var options = ConvertOptions(inputs: [path], out: Demo.path("cut.vigie"))
        (options.select, options.from, options.to) = (select, from, to)
        do {
            _ = try Conversion.run(options)
            Issue.record("something was found")
        } catch { #expect(error.description == "\(path): \(words)") }
    }

    /// A pause is a gap: what came before it is kept, and no silence is made up.
    @Test(arguments: [600_000, 3_600_000, 864_000_000] as [Int64]) func aPauseIsAGap(pauseMs: Int64) throws {
        var page = ""
        for start in [0, pauseMs] {
            for second in 0..<5 {
                page += "node_load1{instance=\"n1\"} \(second) \(1_782_864_000_000 + start + Int64(second) * 1_000)\n"
            }
        }
        let path = Demo.path()
        _ = try Conversion.run(ConvertOptions(inputs: [try write("pause.prom", page)], out: path))
        let report = try RecordingCheck.run(path, known: .standard)
        #expect(report.gaps.count == 1 && report.damaged.isEmpty && report.slots < 30, "\(report)")
        let reader = try RecordingReader(path, known: .standard)
        for start in [0, pauseMs] {
            let time = Timestamp(milliseconds: 1_782_864_000_000 + start + 4_000)
            let snapshot = try #require(try reader.moment(at: time)?.snapshot)
            #expect(snapshot.value(.hostLoad1, 0) == 3, "\(start)")
        }
        #expect(try reader.moment(at: Timestamp(milliseconds: 1_782_864_000_000 + pauseMs / 2))?.gap != nil)
    }

    /// The last slot is the one that the last page lies in: behind it nothing was seen. So it is before a pause.
    @Test func theLastSlotHasThePage() throws {
        for (times, ends) in [
            ([500, 1_500, 2_500], [3_000]), ([0, 1_000, 2_000], [3_000]),
            ([500, 1_500, 2_999, 600_500, 601_500], [3_000, 602_000]),
        ] as [([Int64], [Int64])] {
            let page = times.map { "node_load1{instance=\"n1\"} 1 \(1_782_864_000_000 + $0)\n" }.joined()
            let path = Demo.path()
            _ = try Conversion.run(ConvertOptions(inputs: [try write("last.prom", page)], out: path))
            let reader = try RecordingReader(path, known: .standard)
            let found = reader.spans.map { $0.end.milliseconds - 1_782_864_000_000 }
            #expect(found == ends && reader.spans.reduce(0) { $0 + $1.slots } == times.count, "\(times)")
        }
        let path = Demo.path(), text = Demo.path("hall.om"), back = Demo.path("back.vigie")
        try Demo.record(to: path, slots: 20, gpus: 72)
        for (from, to) in [(path, text), (text, back)] {
            _ = try Conversion.run(ConvertOptions(inputs: [from], out: to))
        }
        #expect(try RecordingReader(back, known: .standard).extent?.end == Demo.start + 20_000)
    }

    /// Times that no calendar has are left out and told.
    @Test func impossibleTimesAreLeftOut() throws {
        let page = "node_load1 1 1782900000000\nnode_load1 2 9223372036854775807\nnode_load1 3 -9223372036854775807\n"
        let path = Demo.path()
        let report = try Conversion.run(ConvertOptions(inputs: [try write("max.prom", page)], out: path))
        #expect(report.contains { $0.contains("2 samples left out") }, "\(report)")
        #expect(try RecordingCheck.run(path, known: .standard).slots > 0)
    }

    /// A copy draws the hall's hour as the original does.
    @Test func aCopyHasTheHallsHistory() throws {
        let path = Demo.path(), copy = Demo.path("copy.vigie")
        try Demo.record(to: path, slots: 40, gpus: 144)
        _ = try Conversion.run(ConvertOptions(inputs: [path], out: copy))
        let grid = TimeGrid(end: Demo.start + 40_000, spanMs: 40_000, columns: 10)
        let columns = try [path, copy].map { file in
            try #require(try RecordingReader(file, known: .standard).moment(at: Demo.start + 40_000)).snapshot
                .timeline(.powerWatts, [.hall], over: grid)[0].map { "\($0.count) \($0.sum)" }
        }
        #expect(columns[0] == columns[1] && columns[0].allSatisfy { !$0.hasPrefix("0 ") }, "\(columns)")
    }
}
