// The remembered shape of a target's page (unsafe: compares borrowed bytes). If every head is equal, only numbers are read.

import Exposition
import Glibc
import Telemetry

/// Heads of a page in order, and what follows the last number. Immutable: a changed page makes a new layout.
final class PageLayout {
    let segments: [PageSegment]
    let tail: [UInt8]
    let table: SeriesTable
    let badLines: Int
    let firstBadLine: String?
    /// Columns whose scale the name does not settle.
    let ratios: [Int]

    init(segments: [PageSegment], tail: [UInt8], table: SeriesTable, badLines: Int, firstBadLine: String?) {
        self.segments = segments
        self.tail = tail
        self.table = table
        self.badLines = badLines
        self.firstBadLine = firstBadLine
        ratios = table.series.indices.filter { table.series[$0].mayBePercent }
    }

    /// Reads the numbers of `page` if it has exactly this shape.
    ///
    /// - Returns: false at the first difference; `values` are undefined then.
    func read(_ page: UnsafeRawBufferPointer, into values: PageValues) -> Bool {
        guard let base = page.baseAddress else { return false }
        values.resize(to: table.series.count)
        let count = page.count
        var position = 0
        var index = 0
        for segment in segments {
            let matched = segment.heads.withUnsafeBytes { heads in
                read(base, count, &position, &index, segment.lengths, heads.baseAddress!, values)
            }
            guard matched else { return false }
        }
        guard count - position == tail.count else { return false }
        return tail.withUnsafeBytes { tail.isEmpty || memcmp(base + position, $0.baseAddress!, tail.count) == 0 }
    }

    @inline(__always)
    private func read(
        _ base: UnsafeRawPointer, _ count: Int, _ position: inout Int, _ index: inout Int, _ lengths: [Int32],
        _ heads: UnsafeRawPointer, _ values: PageValues
    ) -> Bool {
        var head = heads
        for length32 in lengths {
            let length = Int(length32)
            guard count - position > length, memcmp(base + position, head, length) == 0 else { return false }
            head += length
            position += length
            var end = position
            while end < count {
                let byte = base.load(fromByteOffset: end, as: UInt8.self)
                if byte <= 0x20 { break }
                end += 1
            }
            let digits = UnsafeRawBufferPointer(start: base + position, count: end - position)
            guard let value = Decimal.parse(digits) else { return false }
            values.base[index] = value
            index += 1
            position = end
        }
        return true
    }
}
