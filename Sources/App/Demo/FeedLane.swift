// Writes and decodes pages of a synthetic hall. A lane owns all it touches, so lanes run side by side.

import Exposition
import Ingest
import Simulator
import Telemetry

/// One hall, its page and the decoders of its hosts. Used by one thread at a time.
final class FeedLane: @unchecked Sendable {
    /// A page to read.
    struct Page: Sendable {
        let target: Int
        let time: Timestamp

        var tray: Int { target / 2 }
    }

    let hall: SyntheticHall
    private let catalogue: Catalogue
    private let segments = SegmentStore()
    private var decoders: [Int: PageDecoder] = [:]
    private var page = PageBuffer()
    /// Results of the last run, and how many have been taken.
    private var results: [ScrapeResult] = []
    private var taken = 0
    private var values: [PageValues] = [PageValues()]

    init(hall: SyntheticHall, catalogue: Catalogue) {
        self.hall = hall
        self.catalogue = catalogue
    }

    /// Reads one page; its values are good until the next.
    func read(_ wanted: Page) -> ScrapeResult { read(wanted, into: values[0]) }

    /// Reads pages for `next` to hand out.
    func read(_ pages: [Page]) {
        results.removeAll(keepingCapacity: true)
        taken = 0
        while values.count < pages.count { values.append(PageValues()) }
        for (index, page) in pages.enumerated() { results.append(read(page, into: values[index])) }
    }

    /// The next result, in order of reading.
    func next() -> ScrapeResult {
        taken += 1
        return results[taken - 1]
    }

    private func read(_ wanted: Page, into values: PageValues) -> ScrapeResult {
        let target = wanted.target, time = wanted.time
        switch hall.write(target % 2 == 0 ? .dcgm : .node, tray: wanted.tray, at: time, into: &page) {
        case .refused: return .failed(target: target, time: time, .refused)
        case .silent: return .failed(target: target, time: time, .connectTimeout)
        case .page: break
        }
        let decoder = decoders[target] ?? PageDecoder(catalogue: catalogue, store: segments)
        decoders[target] = decoder
        switch decoder.decode(page.bytes, into: values) {
        case .failed(let failure): return .failed(target: target, time: time, failure)
        case .values(let table, let bad, let first):
            return .page(
                Batch(
                    target: target, time: time, table: table, values: values, bytes: page.count, badLines: bad,
                    firstBadLine: first, durationMs: 1))
        }
    }
}
