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

    /// Whatever happens to a page, remembering its last form must change nothing.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8]) func layoutEqualsFullParserUnderRandomEdits(seed: UInt64) throws {
        var random = SplitMix(seed: seed)
        let remembering = PageDecoder(catalogue: .standard, store: SegmentStore())
        var lines = page.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for round in 0..<400 {
            edit(&lines, &random)
            let text = lines.joined(separator: "\n")
            let values = PageValues(), fresh = PageValues()
            let left = decode(remembering, text, values)
            let right = decode(PageDecoder(catalogue: .standard, store: SegmentStore()), text, fresh)
            switch (left, right) {
            case (.values(let a, let badA, let firstA), .values(let b, let badB, let firstB)):
                let same =
                    a.series.count == b.series.count && badA == badB && firstA == firstB && a.hosts == b.hosts
                    && zip(a.series, b.series).allSatisfy {
                        $0.name == $1.name && $0.labels == $1.labels && $0.metric == $1.metric && $0.gpu == $1.gpu
                            && $0.host == $1.host
                            && $0.factor == $1.factor
                    }
                    && (0..<a.series.count).allSatisfy { values[$0].bitPattern == fresh[$0].bitPattern }
                #expect(same, "seed \(seed) round \(round)\n\(text)")
            case (.failed(let a), .failed(let b)): #expect(a == b, "seed \(seed) round \(round)")
            default: Issue.record("seed \(seed) round \(round): one failed, one did not\n\(text)")
            }
        }
    }

    private func edit(_ lines: inout [String], _ random: inout SplitMix) {
        let index = Int(random.next() % UInt64(max(1, lines.count)))
        switch random.next() % 9 {
        case 0, 1, 2:
            if let space = lines[index].lastIndex(of: " ") {
                lines[index] = lines[index][...space] + "\(Double(random.next() % 10_000) / 7)"
            }
        case 3: lines.insert("extra{n=\"\(random.next() % 5)\"} 1", at: index)
        case 4: if lines.count > 2 { lines.remove(at: index) }
        case 5: lines.append(lines[index])
        case 6: lines.swapAt(index, Int(random.next() % UInt64(lines.count)))
        case 7: lines[index] = String(lines[index].dropLast(Int(random.next() % 4)))
        default: lines[index] = lines[index].replacing("gpu=\"0\"", with: "gpu=\"\(random.next() % 5)\"")
        }
        if lines.count > 40 { lines.removeLast(lines.count - 40) }
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
