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
    private let context: SeriesContext
    private var layout: PageLayout?
    /// Once seen above one, a ratio of this target is in per cent for good.
    public private(set) var printsPercent = false

    public init(catalogue: Catalogue, store: SegmentStore, context: SeriesContext = SeriesContext()) {
        self.context = context
        self.catalogue = catalogue
        self.store = store
    }

    /// Reads a page in the lenient text format.
    ///
    /// - Parameter values: takes the numbers, in the order of the returned table.
    public func decode(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        if let layout, layout.read(page, into: values), !showsPercent(layout.ratios, values) {
            return .values(layout.table, badLines: layout.badLines, firstBadLine: layout.firstBadLine)
        }
        return learn(page, into: values)
    }

    private func learn(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        guard !page.isEmpty else { return .failed(.empty) }
        var samples: [Sample] = []
        var bad = 0
        var first: LineFault?
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
                if samples.count > Self.seriesLimit { return .failed(.notMetrics("more than 2,000,000 series")) }
            }
        }
        guard !samples.isEmpty else { return .failed(.notMetrics(Self.kind(of: page, first))) }
        values.resize(to: samples.count)
        for (index, sample) in samples.enumerated() { values[index] = sample.value }
        var built = build(page, samples, bad: bad, first: first)
        if showsPercent(built.ratios, values) {
            printsPercent = true
            built = build(page, samples, bad: bad, first: first)
        }
        layout = built
        return .values(built.table, badLines: bad, firstBadLine: built.firstBadLine)
    }

    private struct Sample {
        let name: Range<Int>
        let labels: Range<Int>
        let number: Range<Int>
        let value: Double
    }

    private func build(
        _ page: UnsafeRawBufferPointer, _ samples: [Sample], bad: Int, first: LineFault?
    ) -> PageLayout {
        var resolver = SeriesResolver(catalogue: catalogue, context: context)
        resolver.percentRatios = printsPercent
        for sample in samples {
            let name = String(decoding: page[sample.name], as: UTF8.self)
            guard resolver.teaches(name) else { continue }
            var labels: [String: String] = [:]
            for label in Labels.parse(UnsafeRawBufferPointer(rebasing: page[sample.labels])) {
                labels[label.name] = label.value
            }
            resolver.learn(name: name, labels: labels)
        }
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
            let segment = store.segment(
                heads: heads, lengths: lengths, before: resolver.facts, percent: printsPercent, key: context.sharingKey
            ) {
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

    /// Whether a ratio whose scale the name does not settle is above one for the first time.
    private func showsPercent(_ ratios: [Int], _ values: PageValues) -> Bool {
        !printsPercent && ratios.contains { values[$0] > 1 && values[$0] <= 100 }
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
