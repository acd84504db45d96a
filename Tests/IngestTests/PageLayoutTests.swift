// The layout against the parser: whatever happens to a page, remembering its last form must change nothing but the work.

import Exposition
import Ingest
import Telemetry
import Testing

struct PageLayoutTests {
    private static let block = ",UUID=\"GPU-0a1b2c3d-0000-1111-2222-333344445555\",device=\"nvidia0\",Hostname=\"h1\""

    private func page(gpus: Int = 4, fields: Int = 25, host: Int = 30) -> [String] {
        var lines: [String] = []
        for field in 0..<fields {
            let name =
                field == 3 ? "DCGM_FI_DEV_GPU_UTIL_RATIO" : field == 1 ? "DCGM_FI_DEV_GPU_TEMP" : "FIELD_\(field)"
            lines += ["# HELP \(name) text", "# TYPE \(name) gauge"]
            for gpu in 0..<gpus { lines.append("\(name){gpu=\"\(gpu)\"\(Self.block)} 0.\(field)\(gpu)") }
        }
        for index in 0..<host {
            if index == host / 2 { lines.append("node_uname_info{nodename=\"h1\"} 1") }
            lines.append("node_metric_\(index){device=\"d\(index % 5)\"} \(index)e+0\(index % 9)")
        }
        return lines
    }

    private struct Side {
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore())
        let values = PageValues()

        func decode(_ text: String, _ grammar: PageGrammar) -> DecodedPage {
            Array(text.utf8).withUnsafeBytes { decoder.decode($0, grammar: grammar, into: values) }
        }
    }

    /// Runs one page through both sides, many times, edited in between.
    private func compare(
        seed: UInt64, rounds: Int, _ lines: [String], grammar: PageGrammar = .prometheus, separator: String = "\n"
    ) -> PageDecoder {
        var random = SplitMix(seed: seed), lines = lines
        let original = lines
        var before = lines
        let remembering = Side(), reference = Side()
        for round in 0..<rounds {
            let now = lines
            for _ in 0..<(random.next() % 3) { PageEdit.edit(&lines, &random) }
            // Series come and go.
            if random.next() % 5 == 0 { lines = before }
            if random.next() % 10 == 0 { lines = original }
            before = now
            var text = lines.joined(separator: separator)
            if random.next() % 8 != 0 { text += separator }
            reference.decoder.forget()
            let left = remembering.decode(text, grammar), right = reference.decode(text, grammar)
            if !SameResult.same(left, remembering.values, right, reference.values) {
                Issue.record("seed \(seed) round \(round): \(left) \(right)\n\(text)")
                break
            }
        }
        return remembering.decoder
    }

    @Test(arguments: 1...12) func layoutEqualsParserUnderRandomEdits(seed: Int) {
        let decoder = compare(seed: UInt64(seed), rounds: 250, page())
        // A page with a series twice is learned anew whenever it changes.
        #expect(decoder.patches > 5 && decoder.fullReads > 5, "\(decoder.patches), \(decoder.fullReads)")
    }

    @Test(arguments: 1...6) func smallPages(seed: Int) {
        _ = compare(seed: UInt64(seed) << 8, rounds: 400, page(gpus: 1, fields: 3, host: 3))
    }

    @Test(arguments: 1...3) func carriageReturns(seed: Int) {
        _ = compare(seed: UInt64(seed) << 16, rounds: 150, page(gpus: 2, fields: 5, host: 8), separator: "\r\n")
    }

    @Test(arguments: 1...3) func pagesWithTimestamps(seed: Int) {
        let lines = page(gpus: 2, fields: 6, host: 6).map { $0.hasPrefix("#") ? $0 : $0 + " 17000000000\(seed)1" }
        _ = compare(seed: UInt64(seed) << 24, rounds: 150, lines)
    }

    @Test(arguments: 1...3) func openMetricsPages(seed: Int) {
        let lines = page(gpus: 2, fields: 6, host: 6).filter { !$0.hasPrefix("#") } + ["# EOF"]
        _ = compare(seed: UInt64(seed) << 32, rounds: 150, lines, grammar: .openmetrics)
    }

    @Test func steadyPagesAreReadInFullOnce() {
        let side = Side()
        let lines = page()
        for round in 0..<5 {
            let text = lines.map { $0.hasSuffix("} 0.12") ? $0 + "\(round)" : $0 }.joined(separator: "\n") + "\n"
            _ = side.decode(text, .prometheus)
        }
        #expect(side.decoder.fullReads == 1 && side.decoder.patches == 0)
    }

    @Test func insertedAndRemovedLinesNeedNoFullRead() throws {
        let side = Side()
        var lines = page()
        _ = side.decode(lines.joined(separator: "\n") + "\n", .prometheus)
        lines.insert("FIELD_12{new=\"1\"} 7", at: 80)
        guard case .values(let more, _, _) = side.decode(lines.joined(separator: "\n") + "\n", .prometheus) else {
            throw DecodeError.failed
        }
        #expect(more.series.contains { $0.labels == "new=\"1\"" })
        lines.remove(at: 80)
        lines.remove(at: 90)  // a HELP line
        lines.append("last_one 1")
        guard case .values(let fewer, _, _) = side.decode(lines.joined(separator: "\n") + "\n", .prometheus) else {
            throw DecodeError.failed
        }
        #expect(fewer.series.count == more.series.count)
        #expect(fewer.series.last?.name == "last_one")
        #expect(side.decoder.fullReads == 1 && side.decoder.patches == 2)
    }

    @Test func aSeriesThatComesAndGoesIsLearnedOnce() throws {
        let side = Side()
        var lines = page()
        func table() throws -> SeriesTable {
            guard case .values(let table, _, _) = side.decode(lines.joined(separator: "\n") + "\n", .prometheus) else {
                throw DecodeError.failed
            }
            return table
        }
        let without = try table()
        lines.insert("guest{new=\"1\"} 7", at: 80)
        let with = try table()
        for _ in 0..<3 {
            lines.remove(at: 80)
            #expect(try table() === without)
            lines.insert("guest{new=\"1\"} 8", at: 80)
            #expect(try table() === with)
            #expect(side.values.numbers.contains(8) && side.values.count == with.series.count)
        }
        lines[80] = "guest{new=\"2\"} 8"
        #expect(try table() !== with)
        #expect(side.decoder.fullReads == 1 && side.decoder.patches == 8)
    }

    @Test func aNewFieldOfAKnownGPUStandsAtThatGPU() throws {
        let side = Side()
        var lines = page()
        _ = side.decode(lines.joined(separator: "\n") + "\n", .prometheus)
        let like = try #require(lines.firstIndex { $0.hasPrefix("FIELD_12{gpu=\"2\"") })
        let labels = try #require(lines[like].firstIndex(of: "{").map { lines[like][$0...].dropLast(5) })
        lines.insert("DCGM_FI_DEV_POWER_USAGE\(labels) 512", at: like + 3)
        lines.insert("FIELD_new\(labels) 3", at: like + 3)
        guard case .values(let table, _, _) = side.decode(lines.joined(separator: "\n") + "\n", .prometheus) else {
            throw DecodeError.failed
        }
        let power = try #require(table.series.first { $0.name == "DCGM_FI_DEV_POWER_USAGE" })
        let fresh = try #require(table.series.first { $0.name == "FIELD_new" })
        let known = try #require(table.series.first { $0.name == "FIELD_12" && $0.gpu == 2 })
        #expect(power.gpu == 2 && power.metric == .powerWatts && fresh.gpu == 2 && fresh.labels == known.labels)
        #expect(side.decoder.fullReads == 1 && side.decoder.patches == 1)
    }

    @Test func sameSeriesInOtherBytesIsTheSameSeries() throws {
        let side = Side()
        guard case .values(let one, _, _) = side.decode("a{b=\"1\",c=\"\\\"2\\\"\"} 1\n", .prometheus),
            case .values(let other, _, _) = side.decode("a { c = \"\\\"2\\\"\" , b=\"1\", } 2\n", .prometheus)
        else { throw DecodeError.failed }
        #expect(one.series[0].labels == other.series[0].labels && one.series[0].name == other.series[0].name)
    }

    @Test func percentUnderARatioNameIsNoticedLater() throws {
        let side = Side()
        let line = "DCGM_FI_DEV_GPU_UTIL_RATIO{gpu=\"0\",hostname=\"h\"} "
        guard case .values(let before, _, _) = side.decode(line + "0.5\n", .prometheus),
            case .values(let after, _, _) = side.decode(line + "97\n", .prometheus),
            case .values(let later, _, _) = side.decode(line + "1\n", .prometheus)
        else { throw DecodeError.failed }
        #expect(before.series[0].factor == 1 && after.series[0].factor == 0.01 && later.series[0].factor == 0.01)
    }

    @Test func timestampsAreCarried() {
        let side = Side()
        for stamp in [5, 6_000] {
            _ = side.decode("a 1 \(stamp)\nb 2\n", .prometheus)
            #expect(side.values.timestamp(at: 0)?.milliseconds == Int64(stamp))
            #expect(side.values.timestamp(at: 1) == nil)
        }
        #expect(side.decoder.fullReads == 1)
    }

    @Test func badOpenMetricsIsRefusedWhole() {
        let side = Side()
        guard case .failed(.notOpenMetrics(let why)) = side.decode("a 1\nb x\n# EOF\n", .openmetrics) else {
            Issue.record("not refused")
            return
        }
        #expect(why == "line 2, column 3: no number here: b x")
    }
}
