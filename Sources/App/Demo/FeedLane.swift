// Writes and decodes pages of a synthetic hall. A lane owns all it touches, so lanes run side by side.

import Exposition
import Ingest
import Simulator
import Telemetry

/// One hall, its page and the decoders of its hosts. One thread reads, and one takes what the other side holds.
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
    /// Two sides, so that one is filled while the other is handed out.
    private let sides = [Side(), Side()]
    private let single = PageValues()

    /// Results of one run and the values they point to.
    private final class Side {
        var results: [ScrapeResult] = []
        var values: [PageValues] = []
        var taken = 0
    }

    init(hall: SyntheticHall, catalogue: Catalogue) {
        self.hall = hall
        self.catalogue = catalogue
    }

    /// Reads one page; its values are good until the next.
    func read(_ wanted: Page) -> ScrapeResult { read(wanted, into: single) }

    /// Reads pages for `next(side:)` to hand out. The other side may be handed out meanwhile.
    func read(_ pages: [Page], side number: Int) {
        let side = sides[number]
        side.results.removeAll(keepingCapacity: true)
        side.taken = 0
        while side.values.count < pages.count { side.values.append(PageValues()) }
        for (index, page) in pages.enumerated() { side.results.append(read(page, into: side.values[index])) }
    }

    /// The next result of a side that has been read, in order of reading.
    func next(side number: Int) -> ScrapeResult {
        let side = sides[number]
        side.taken += 1
        return side.results[side.taken - 1]
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
