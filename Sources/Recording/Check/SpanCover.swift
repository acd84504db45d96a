// What a recording's spans cover, in the order of time: a clock that was set back, or a file made of several, has them in another order.
// It knows rows alone, and not which of two is shown.

import Telemetry

/// Stretches that no span has, and those that more than one has.
struct SpanCover {
    /// Between two spans, in order.
    private(set) var gaps: [(from: Timestamp, to: Timestamp)] = []
    /// Recorded twice or more, in order.
    private(set) var overlaps: [(from: Timestamp, to: Timestamp)] = []

    /// - Parameter rows: in any order.
    init(_ rows: [SpanRow]) {
        var covered: Timestamp?
        for row in rows.sorted(by: { $0.start < $1.start }) {
            if let covered, row.start > covered { gaps.append((covered, row.start)) }
            if let covered, row.start < covered { note(twice: row.start, min(row.end, covered)) }
            covered = max(covered ?? row.end, row.end)
        }
    }

    /// One stretch where it goes on from the one before.
    private mutating func note(twice from: Timestamp, _ to: Timestamp) {
        if let last = overlaps.last, from <= last.to {
            overlaps[overlaps.count - 1].to = max(last.to, to)
        } else {
            overlaps.append((from, to))
        }
    }
}
