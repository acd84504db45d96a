// The decoder: what a layout remembers gives what the full scanner gives, under any edit of the page.

import App
import Exposition
import Ingest
import Telemetry
import Testing

struct PageDecoderTests {
    private let page = """
        # HELP DCGM_FI_DEV_GPU_TEMP temp
        # TYPE DCGM_FI_DEV_GPU_TEMP gauge
        DCGM_FI_DEV_GPU_TEMP{gpu="0",UUID="GPU-a",Hostname="h1",modelName="M"} 61
        DCGM_FI_DEV_GPU_TEMP{gpu="1",UUID="GPU-b",Hostname="h1",modelName="M"} 62
        DCGM_FI_DEV_FB_USED{gpu="0",UUID="GPU-a",Hostname="h1",modelName="M"} 100
        something_else{a="b"} 1.5e+09

        """

    private func decode(_ decoder: PageDecoder, _ text: String, _ values: PageValues) -> DecodedPage {
        Array(text.utf8).withUnsafeBytes { decoder.decode($0, into: values) }
    }

    @Test func seriesGetTheirMeaning() throws {
        let values = PageValues()
        guard
            case .values(let table, let bad, _) = decode(
                PageDecoder(catalogue: .standard, store: SegmentStore()), page, values)
        else {
            throw DecodeError.failed
        }
        #expect(bad == 0 && table.hosts == ["h1"] && table.series.count == 4)
        #expect(table.series[0].metric == .tempCelsius && table.series[1].gpu == 1)
        #expect(table.series[2].factor == 1_048_576)
        #expect(table.series[3].metric == nil && table.series[3].name == "something_else")
        #expect(table.gpus.map(\.identity.uuid) == ["GPU-a", "GPU-b"])
        #expect((0..<4).map { values[$0] } == [61, 62, 100, 1.5e9])
    }

    @Test func newNumbersKeepTheTable() throws {
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore()), values = PageValues()
        guard case .values(let first, _, _) = decode(decoder, page, values),
            case .values(let second, _, _) = decode(decoder, page.replacing("} 61", with: "} 1e2"), values),
            case .values(let third, _, _) = decode(decoder, page.replacing("gpu=\"1\"", with: "gpu=\"2\""), values)
        else { throw DecodeError.failed }
        #expect(first === second)
        #expect(first !== third && third.series[1].gpu == 2)
    }

    @Test func equalHeadsAreShared() throws {
        let store = SegmentStore(), values = PageValues()
        let many = (0..<200).map { "m\($0) \($0)\n" }.joined()
        guard case .values(let one, _, _) = decode(PageDecoder(catalogue: .standard, store: store), many, values),
            case .values(let two, _, _) = decode(PageDecoder(catalogue: .standard, store: store), many, values)
        else { throw DecodeError.failed }
        #expect(zip(one.series.blocks, two.series.blocks).allSatisfy { $0 === $1 })
    }

    @Test func onlyWhatRulesLeaveCountsAgainstTheLimit() throws {
        var context = SeriesContext(), rule = RelabelRule(pattern: try RelabelPattern("go_.*")), limits = PageLimits()
        rule.action = .drop
        rule.sourceLabels = ["__name__"]
        context.rules = [rule]
        limits.kept = 2
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore(), context: context, limits: limits)
        for text in ["a 1\nb 2\ngo_a 3\ngo_b 4\n", "a 5\nb 6\ngo_a 7\ngo_b 8\n"] {
            guard case .values(let table, _, _) = decode(decoder, text, PageValues()) else { throw DecodeError.failed }
            #expect(table.series.count == 4 && table.series.keptCount == 2)
        }
        guard case .failed(let failure) = decode(decoder, "a 1\nb 2\nc 3\ngo_a 4\n", PageValues()) else {
            throw DecodeError.failed
        }
        #expect(failure == .tooManySamples(limit: 2))
    }

    @Test func aSeriesGivenTwiceIsNoticedOnce() throws {
        let decoder = PageDecoder(catalogue: .standard, store: SegmentStore())
        _ = decode(decoder, "a{b=\"c\"} 1\nd 2\na{b=\"c\"} 3\n", PageValues())
        #expect(decoder.notice?.hasPrefix("line 3, column 1: series twice") == true, "\(decoder.notice ?? "")")
        _ = decode(decoder, "a{b=\"c\"} 1\nd 2\na{b=\"e\"} 3\n", PageValues())
        #expect(decoder.notice == nil)
        _ = decode(decoder, "a 1 1000\na 2 2000\n", PageValues())
        #expect(decoder.notice == nil)
    }

    @Test func percentUnderARatioNameIsNoticed() throws {
        let values = PageValues()
        let text = "DCGM_FI_DEV_GPU_UTIL_RATIO{gpu=\"0\",hostname=\"h\"} 97\n"
        guard
            case .values(let table, _, _) = decode(
                PageDecoder(catalogue: .standard, store: SegmentStore()), text, values)
        else {
            throw DecodeError.failed
        }
        #expect(table.series[0].factor == 0.01)
    }

    @Test(arguments: [
        ("", ScrapeFailure.empty), ("<html>no</html>", .notMetrics("HTML")), ("{\"a\":1}", .notMetrics("JSON")),
        ("\u{0}\u{1}\u{2}", .notMetrics("binary data")), ("# only a comment\n", .notMetrics("no samples")),
    ])
    func whatIsNoPageSaysSo(text: String, failure: ScrapeFailure) throws {
        guard
            case .failed(let found) = decode(
                PageDecoder(catalogue: .standard, store: SegmentStore()), text, PageValues())
        else {
            throw DecodeError.failed
        }
        #expect(found == failure)
    }
}

enum DecodeError: Error { case failed }

struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
