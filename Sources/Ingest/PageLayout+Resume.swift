// A series that comes and goes: the page is now as it was before its last change (unsafe: borrows the page). Nothing is learned anew.

import Telemetry

extension PageLayout {
    /// Reads the rest of `page` by this layout.
    ///
    /// - Parameters:
    ///   - other: another layout of the same target, with the values before `difference` in place.
    /// - Returns: whether all of the page is as remembered here. If not, only values behind the difference have been touched.
    func resumes(
        _ other: PageLayout, at difference: Difference, _ page: UnsafeRawBufferPointer, into values: PageValues
    ) -> Bool {
        guard slots === other.slots, badLines == 0, !isStamped, let from = place(of: difference, in: other) else {
            return false
        }
        values.extend(to: max(values.count, table.series.count))
        guard read(page, from: from, into: values) == nil else { return false }
        values.extend(to: table.series.count)
        return true
    }

    /// Where a head of another layout would stand here; nil if not all heads before it are the same.
    private func place(of difference: Difference, in other: PageLayout) -> Difference? {
        var piece = 0, head = pieces.first?.range.lowerBound ?? 0
        for index in 0..<min(difference.piece + 1, other.pieces.count) {
            let known = other.pieces[index]
            let end = index == difference.piece ? difference.head : known.range.upperBound
            var at = known.range.lowerBound
            while at < end {
                guard piece < pieces.count, pieces[piece].segment === known.segment, head == at else { return nil }
                at = min(end, pieces[piece].range.upperBound)
                head = at
                if head == pieces[piece].range.upperBound {
                    piece += 1
                    head = piece < pieces.count ? pieces[piece].range.lowerBound : 0
                }
            }
        }
        return Difference(piece: piece, head: head, place: difference.place)
    }
}
