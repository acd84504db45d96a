// The remembered shape of a target's page (unsafe: compares borrowed bytes). If every head is equal, only numbers are read.

import Exposition
import Glibc
import Telemetry

/// Heads of a page in order, and what follows the last number. Immutable: a changed page makes a new layout.
final class PageLayout {
    /// A stretch of a segment.
    struct Piece {
        let segment: PageSegment
        let range: Range<Int>
        /// Where the bytes of the first head stand in the segment's run.
        let offset: Int
        /// What the page's hosts and GPUs are known to be once this stretch is read; nil if that was not kept.
        let facts: PageFacts?

        init(_ segment: PageSegment, _ range: Range<Int>, facts: PageFacts?) {
            self.segment = segment
            self.range = range
            self.facts = facts
            offset = segment.run.offset(of: range.lowerBound)
        }

        /// Whether a head between the two taught something.
        func teaches(_ first: Int, _ end: Int) -> Bool { segment.teachers.contains { $0 >= first && $0 < end } }
    }

    /// The first head of a page that is not as remembered.
    struct Difference {
        var piece: Int
        var head: Int
        var place: HeadRun.Place
    }

    let pieces: [Piece]
    let slots: HeadSlots
    let tail: [UInt8]
    let table: SeriesTable
    let badLines: Int
    let firstBadLine: String?
    let isStamped: Bool
    /// What the page's teaching lines said before the first sample was given its meaning.
    let startFacts: PageFacts
    /// Values that would show that a ratio is printed in per cent.
    let ratios: [Int]

    init(
        pieces: [Piece], slots: HeadSlots, tail: [UInt8], table: SeriesTable, badLines: Int, firstBadLine: String?,
        isStamped: Bool, startFacts: PageFacts
    ) {
        self.pieces = pieces
        self.slots = slots
        self.tail = tail
        self.table = table
        self.badLines = badLines
        self.firstBadLine = firstBadLine
        self.isStamped = isStamped
        self.startFacts = startFacts
        var ratios: [Int] = [], start = 0
        for piece in pieces {
            if !piece.segment.ratios.isEmpty {
                for head in piece.segment.ratios where piece.range.contains(head) {
                    ratios.append(start + head - piece.range.lowerBound)
                }
            }
            start += piece.range.count
        }
        self.ratios = ratios
    }

    /// Reads the numbers of `page` as far as it has this shape.
    ///
    /// - Returns: nil if it has it to the end; else where it differs, with the values before that in place.
    func read(_ page: UnsafeRawBufferPointer, into values: PageValues) -> Difference? {
        values.resize(to: table.series.count, timestamps: isStamped)
        let start = Difference(piece: 0, head: 0, place: HeadRun.Place(position: 0, index: 0))
        return read(page, from: start, into: values)
    }

    /// Goes on from a head that stands at `from.place`.
    func read(_ page: UnsafeRawBufferPointer, from: Difference, into values: PageValues) -> Difference? {
        var place = from.place
        for index in from.piece..<pieces.count {
            let piece = pieces[index]
            var first = piece.range.lowerBound, offset = piece.offset
            if index == from.piece, from.head > first {
                first = from.head
                offset = piece.segment.run.offset(of: first)
            }
            let matched = piece.segment.run.read(
                first..<piece.range.upperBound, offset: offset, slots: slots, page: page, place: &place,
                values: values.base, timestamps: values.timestamps)
            if first + matched < piece.range.upperBound {
                return Difference(piece: index, head: first + matched, place: place)
            }
        }
        return endsHere(page, place.position) ? nil : Difference(piece: pieces.count, head: 0, place: place)
    }

    /// What follows the last number is as remembered.
    func endsHere(_ page: UnsafeRawBufferPointer, _ position: Int) -> Bool {
        guard page.count - position == tail.count else { return false }
        guard !tail.isEmpty else { return true }
        return tail.withUnsafeBytes { memcmp(page.baseAddress! + position, $0.baseAddress!, tail.count) == 0 }
    }
}
