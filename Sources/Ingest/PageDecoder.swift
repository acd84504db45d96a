// Hop 2: page to values, for one target (unsafe: borrows the page). Steady pages go by the layout, all others by the parser.

import Exposition
import Glibc
import Telemetry

/// Remembers one target's page. Used on one thread.
public final class PageDecoder {
    /// A page with more series than this is refused.
    static let seriesLimit = 2_000_000

    private let catalogue: Catalogue
    private let store: SegmentStore
    private var layout: PageLayout?

    public init(catalogue: Catalogue, store: SegmentStore) {
        self.catalogue = catalogue
        self.store = store
    }

    /// Reads a page in the lenient text format.
    ///
    /// - Parameter values: takes the numbers, in the order of the returned table.
    public func decode(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        if let layout, layout.read(page, into: values) {
            return .values(layout.table, badLines: layout.badLines, firstBadLine: layout.firstBadLine)
        }
        return learn(page, into: values)
    }

    private func learn(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        guard !page.isEmpty else { return .failed(.empty) }
        var samples: [Sample] = []
        var bad = 0
        var first: LineFault?
        var percent = false
        var scanner = TextScanner(page)
        scan: while true {
            switch scanner.next() {
            case .end: break scan
            case .skipped: continue
            case .bad(let fault):
                bad += 1
                first = first ?? fault
            case .sample:
                samples.append(
                    Sample(name: scanner.name, labels: scanner.labels, number: scanner.number, value: scanner.value))
                if scanner.value > 1, isGPUUtilRatio(page, scanner.name) { percent = true }
                if samples.count > Self.seriesLimit { return .failed(.notMetrics("more than 2,000,000 series")) }
            }
        }
        guard !samples.isEmpty else { return .failed(.notMetrics(Self.kind(of: page, first))) }
        let built = build(page, samples, percent: percent, bad: bad, first: first)
        layout = built
        values.resize(to: samples.count)
        for (index, sample) in samples.enumerated() { values[index] = sample.value }
        return .values(built.table, badLines: bad, firstBadLine: built.firstBadLine)
    }

    private struct Sample {
        let name: Range<Int>
        let labels: Range<Int>
        let number: Range<Int>
        let value: Double
    }

    private func build(
        _ page: UnsafeRawBufferPointer, _ samples: [Sample], percent: Bool, bad: Int, first: LineFault?
    ) -> PageLayout {
        var resolver = SeriesResolver(catalogue: catalogue)
        resolver.percentRatios = percent
        var segments: [PageSegment] = []
        var memo = Memo()
        var end = 0
        for start in stride(from: 0, to: samples.count, by: SeriesList.blockSize) {
            let part = samples[start..<min(start + SeriesList.blockSize, samples.count)]
            var lengths: [Int32] = []
            var heads: [UInt8] = []
            heads.reserveCapacity(part.last!.number.lowerBound - end)
            for sample in part {
                heads += page[end..<sample.number.lowerBound]
                lengths.append(Int32(sample.number.lowerBound - end))
                end = sample.number.upperBound
            }
            let segment = store.segment(heads: heads, lengths: lengths, before: resolver.facts, percent: percent) {
                (SeriesList.Block(part.map { resolve(page, $0, &resolver, &memo) }), resolver.facts)
            }
            resolver.facts = segment.facts
            segments.append(segment)
        }
        let table = SeriesTable(
            series: SeriesList(blocks: segments.map(\.block)), hosts: resolver.facts.hosts, gpus: resolver.facts.gpus)
        return PageLayout(
            segments: segments, tail: Array(page[end...]), table: table, badLines: bad, firstBadLine: first?.text)
    }

    /// Label blocks taken apart, newest last: the lines of one GPU all carry the same block.
    private struct Memo {
        var blocks: [(range: Range<Int>, labels: [String: String], text: String)] = []
    }

    private func resolve(
        _ page: UnsafeRawBufferPointer, _ sample: Sample, _ resolver: inout SeriesResolver, _ memo: inout Memo
    ) -> SeriesTable.Series {
        let name = String(decoding: page[sample.name], as: UTF8.self)
        let block = UnsafeRawBufferPointer(rebasing: page[sample.labels])
        let known = memo.blocks.first { entry in
            entry.range.count == block.count
                && (block.isEmpty
                    || memcmp(page.baseAddress! + entry.range.lowerBound, block.baseAddress!, block.count) == 0)
        }
        if let known { return resolver.resolve(name: name, labels: known.labels, text: known.text) }
        var labels: [String: String] = [:]
        for label in Labels.parse(block) { labels[label.name] = label.value }
        let text = String(decoding: block, as: UTF8.self)
        if memo.blocks.count >= 8 { memo.blocks.removeFirst() }
        memo.blocks.append((sample.labels, labels, text))
        return resolver.resolve(name: name, labels: labels, text: text)
    }

    private func isGPUUtilRatio(_ page: UnsafeRawBufferPointer, _ name: Range<Int>) -> Bool {
        name.count == 26 && String(decoding: page[name], as: UTF8.self) == "DCGM_FI_DEV_GPU_UTIL_RATIO"
    }

    /// What a page without a single sample seems to be.
    private static func kind(of page: UnsafeRawBufferPointer, _ fault: LineFault?) -> String {
        let start = page.first { $0 > 0x20 } ?? 0x20
        if page.prefix(4096).contains(where: { $0 == 0 }) { return "binary data" }
        if start == 0x3C { return "HTML" }
        if start == 0x7B || start == 0x5B { return "JSON" }
        guard let fault else { return "no samples" }
        return fault.text
    }
}
