// A page that gained or lost a few lines (unsafe: borrows the page): everything else keeps its heads and its meaning.
// It declines whatever is not plainly that, and the full parser takes over.

import Exposition
import Telemetry

/// Makes the layout of a page from the one before, from the first difference on.
struct LayoutPatch {
    /// Remembered heads that may be missing in one place.
    static let window = 64
    /// The same where one line came or a few went: nearly always.
    static let near = 4
    /// New lines in one place.
    static let freshLines = 64
    /// Places that may differ in one page.
    static let places = 16

    private let old: PageLayout
    private let page: UnsafeRawBufferPointer
    private let values: PageValues
    private let learner: PageLearner
    private var pieces: [PageLayout.Piece] = []
    private var scanner: TextScanner

    init(_ old: PageLayout, _ page: UnsafeRawBufferPointer, _ values: PageValues, _ learner: PageLearner) {
        self.old = old
        self.page = page
        self.values = values
        self.learner = learner
        scanner = TextScanner(page, limits: learner.settings.limits, workspace: learner.store.scratch.workspace)
    }

    /// - Parameter first: where `old` stopped reading the page.
    /// - Returns: the new layout with all values in place, nil to decline.
    mutating func apply(_ first: PageLayout.Difference) -> PageLayout? {
        // Bad lines would change their numbers, and times stand where heads are expected.
        guard old.badLines == 0, !old.isStamped else { return nil }
        let start = PageLayout.Difference(piece: 0, head: 0, place: HeadRun.Place(position: 0, index: 0))
        pieces.reserveCapacity(old.pieces.count + 2)
        keep(from: start, to: first)
        var difference = first
        for _ in 0..<Self.places {
            guard let next = resynchronise(difference) else { return nil }
            guard let further = old.read(page, from: next, into: values) else {
                let end = PageLayout.Difference(piece: old.pieces.count, head: 0, place: next.place)
                let count = next.place.index + remaining(next)
                keep(from: next, to: end)
                return finish(count)
            }
            // A known head without a number behind it: no inserted line explains that.
            guard further.place.index > next.place.index else { return nil }
            keep(from: next, to: further)
            difference = further
        }
        return nil
    }

    /// Reads new lines until a remembered head stands where they end.
    private mutating func resynchronise(_ from: PageLayout.Difference) -> PageLayout.Difference? {
        guard
            let (next, fresh) = search(from, window: Self.near, lines: 1)
                ?? search(from, window: Self.window, lines: Self.freshLines)
        else { return nil }
        guard !teaches(from, next) else { return nil }
        if !fresh.isEmpty {
            guard let facts = facts(at: from),
                let segment = learner.segment(
                    of: fresh, after: from.place.position, in: page, facts: facts,
                    known: { known($0, near: from, facts) })
            else { return nil }
            pieces.append(PageLayout.Piece(segment, 0..<fresh.count, facts: segment.facts))
        }
        // Room for all that is still expected.
        values.extend(to: next.place.index + remaining(next))
        return next
    }

    /// - Parameters:
    ///   - window: remembered heads to look at.
    ///   - lines: new ones to read.
    private mutating func search(
        _ from: PageLayout.Difference, window: Int, lines: Int
    ) -> (PageLayout.Difference, fresh: [PageSample])? {
        var next = from
        var fresh: [PageSample] = []
        while true {
            if let found = find(next, window) { return (found, fresh) }
            guard fresh.count < lines, let sample = scanner.sample(after: next.place.position) else { return nil }
            values.extend(to: max(values.count, next.place.index + 1))
            values[next.place.index] = sample.value
            next.place = HeadRun.Place(position: sample.end, index: next.place.index + 1)
            fresh.append(sample)
        }
    }

    /// The next remembered head, or the remembered end, that stands at `from.place`.
    private func find(_ from: PageLayout.Difference, _ heads: Int) -> PageLayout.Difference? {
        var window = heads
        var found = from
        for index in from.piece..<max(from.piece, old.pieces.count) {
            let piece = old.pieces[index]
            let first = index == from.piece ? max(from.head, piece.range.lowerBound) : piece.range.lowerBound
            let count = min(window, piece.range.upperBound - first)
            let head = piece.segment.run.find(
                from: first, offset: piece.segment.run.offset(of: first), window: count, slots: old.slots, page: page,
                position: from.place.position)
            if let head {
                found.piece = index
                found.head = head
                return found
            }
            window -= count
            if window <= 0 { return nil }
        }
        found.piece = old.pieces.count
        found.head = 0
        return old.endsHere(page, from.place.position) ? found : nil
    }

    /// Whether a head between the two taught something about hosts or GPUs.
    private func teaches(_ from: PageLayout.Difference, _ to: PageLayout.Difference) -> Bool {
        for index in from.piece..<min(to.piece + 1, old.pieces.count) {
            let piece = old.pieces[index]
            let first = index == from.piece ? from.head : piece.range.lowerBound
            let end = index == to.piece ? to.head : piece.range.upperBound
            if piece.teaches(first, end) { return true }
        }
        return false
    }

    /// What the page has said before a head; nil if that was not kept.
    private func facts(at place: PageLayout.Difference) -> PageFacts? {
        var index = place.piece, head = place.head
        if index == old.pieces.count {
            guard let last = old.pieces.last else { return nil }
            index -= 1
            head = last.range.upperBound
        }
        let piece = old.pieces[index]
        if !piece.teaches(head, piece.range.upperBound) { return piece.facts }
        guard !piece.teaches(piece.range.lowerBound, head) else { return nil }
        return index == 0 ? old.startFacts : old.pieces[index - 1].facts
    }

    /// What a label block says that stands on a line of the page as it was, where the page had said the same.
    private func known(_ block: Range<Int>, near place: PageLayout.Difference, _ facts: PageFacts) -> KnownBlock? {
        guard !block.isEmpty, let slot = old.slots.slot(holding: .init(rebasing: page[block])) else { return nil }
        var found: KnownBlock?
        for index in max(0, place.piece - 1)..<min(place.piece + 2, old.pieces.count) {
            let piece = old.pieces[index], block = piece.segment.block
            guard piece.facts?.stamp == facts.stamp, block.printed.count == block.series.count else { continue }
            let taught = (piece.segment.teachers.last ?? -1) + 1
            for head in max(taught, piece.range.lowerBound)..<max(taught, piece.range.upperBound)
            where piece.segment.run.slot(of: head) == slot {
                let feedsGPU = block.series[head].metric.map { learner.settings.catalogue[$0].entity == .gpu } == true
                let hasNoParts = feedsGPU && block.series[head].sub == nil
                found = KnownBlock(
                    text: block.printed[head].labels,
                    place: .init(host: block.series[head].host, gpu: block.series[head].gpu), hasNoParts: hasNoParts)
                if hasNoParts { return found }
            }
        }
        return found
    }

    private func remaining(_ from: PageLayout.Difference) -> Int {
        guard from.piece < old.pieces.count else { return 0 }
        var count = old.pieces[from.piece].range.upperBound - max(from.head, old.pieces[from.piece].range.lowerBound)
        for piece in old.pieces[(from.piece + 1)...] { count += piece.range.count }
        return count
    }

    /// Takes over the heads between two places.
    private mutating func keep(from: PageLayout.Difference, to: PageLayout.Difference) {
        for index in from.piece..<min(to.piece + 1, old.pieces.count) {
            let piece = old.pieces[index]
            let first = index == from.piece ? max(from.head, piece.range.lowerBound) : piece.range.lowerBound
            let end = index == to.piece ? to.head : piece.range.upperBound
            guard first < end else { continue }
            let facts = piece.teaches(end, piece.range.upperBound) ? nil : piece.facts
            if let last = pieces.last, last.segment === piece.segment, last.range.upperBound == first {
                pieces[pieces.count - 1] = PageLayout.Piece(piece.segment, last.range.lowerBound..<end, facts: facts)
            } else {
                pieces.append(PageLayout.Piece(piece.segment, first..<end, facts: facts))
            }
        }
    }

    private func finish(_ count: Int) -> PageLayout? {
        // A page in too many pieces is better learned anew.
        guard count > 0, count <= learner.settings.limits.samples, pieces.count <= 16 + count / 32 else { return nil }
        values.extend(to: count)
        let series = SeriesList(
            parts: pieces.map { SeriesList.Part(block: $0.segment.block, range: $0.range) })
        return PageLayout(
            pieces: pieces, slots: old.slots, tail: old.tail,
            table: SeriesTable(series: series, placesOf: old.table), badLines: 0,
            firstBadLine: nil, isStamped: false, startFacts: old.startFacts)
    }
}
