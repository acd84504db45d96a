// The spans of a recording by time. Nearly always they follow one another, and then a moment is found by halving; where a clock was set
// back they overlap, and all are looked at. It knows rows alone, and reads nothing.

import Telemetry

/// Rows in the order they were written, with the length of each one's slots.
struct SpanList {
    private(set) var rows: [SpanRow] = []
    private var steps: [Int64] = []
    /// Each begins where the one before ended, or later, and none reaches beyond the next.
    private(set) var isOrdered = true
    /// Beginning and end of all, nil if there is none.
    private(set) var extent: (start: Timestamp, end: Timestamp)?

    init() {}

    /// - Parameter stepMs: length of a slot of an epoch.
    init(_ rows: [SpanRow], stepMs: (Int64) -> Int64) {
        self.rows = rows
        steps = rows.map { stepMs($0.epoch) }
        isOrdered = rows.indices.dropFirst().allSatisfy { index in
            let before = rows[index - 1], row = rows[index]
            let (shorter, longer) = (steps[index], steps[index - 1])
            return row.start >= before.end && row.end + 2 * shorter >= before.end + 2 * longer
                && row.end + shorter >= before.end + longer
        }
        guard let start = rows.lazy.map(\.start).min(), let end = rows.lazy.map(\.end).max() else { return }
        extent = (start, end)
    }

    /// The last span that had begun at `time`; of two that overlap, by a clock that was set back, the newer.
    func row(at time: Timestamp) -> SpanRow? {
        if isOrdered {
            let behind = first { rows[$0].start + steps[$0] > time }
            // Within the first slot behind a gap: what it ended with, as within the very first.
            if behind > 0, behind < rows.count, rows[behind].start < time, !meets(behind - 1, behind) {
                return rows[behind]
            }
            if behind > 0 { return rows[behind - 1] }
        } else {
            let begun = rows.indices.filter { rows[$0].start + steps[$0] <= time }
            if let shown = begun.last(where: { time < rows[$0].end + steps[$0] }) { return rows[shown] }
            let soon = rows.indices.last { rows[$0].start < time && time < rows[$0].start + steps[$0] }
            if let soon,
                !rows.indices.contains(where: { $0 != soon && rows[$0].start < time && meets($0, soon) })
            {
                return rows[soon]
            }
            if let last = begun.max(by: { (rows[$0].end, rows[$0].id) < (rows[$1].end, rows[$1].id) }) {
                return rows[last]
            }
        }
        // Within the very first slot: what it ended with.
        return rows.first { $0.start < time }
    }

    /// Whether a span has a slot that is the newest at `time`: not its first, which is still to come, nor one that holds by grace alone.
    func holds(_ time: Timestamp) -> Bool {
        guard isOrdered else {
            return rows.indices.contains { rows[$0].start + steps[$0] <= time && time < rows[$0].end + steps[$0] }
        }
        let behind = first { rows[$0].start + steps[$0] > time }
        return behind > 0 && time < rows[behind - 1].end + steps[behind - 1]
    }

    /// The beginning of the next span behind `time`, nil if there is none.
    func start(after time: Timestamp) -> Timestamp? {
        guard isOrdered else { return rows.lazy.map(\.start).filter { $0 > time }.min() }
        let behind = first { rows[$0].start > time }
        return behind < rows.count ? rows[behind].start : nil
    }

    /// The beginning and the end of what is recorded around a moment that is not; nil if it is.
    func silence(at time: Timestamp) -> (before: Timestamp?, after: Timestamp?)? {
        guard isOrdered else {
            guard !rows.indices.contains(where: { reaches($0, time) }) else { return nil }
            return (
                rows.lazy.map(\.end).filter { $0 <= time }.max(), rows.lazy.map(\.start).filter { $0 >= time }.min()
            )
        }
        let next = first { rows[$0].start >= time }
        if next > 0, reaches(next - 1, time) { return nil }
        return (next > 0 ? rows[next - 1].end : nil, next < rows.count ? rows[next].start : nil)
    }

    /// The span written last of those that had ended at `time`; nil if none had.
    func ended(by time: Timestamp) -> SpanRow? {
        guard isOrdered else { return rows.last { $0.end <= time } }
        let open = first { rows[$0].end > time }
        return open > 0 ? rows[open - 1] : nil
    }

    /// Two steps' grace: what was known at the end of a slot holds until the next has closed.
    private func reaches(_ index: Int, _ time: Timestamp) -> Bool {
        rows[index].start < time && time - rows[index].end < 2 * steps[index]
    }

    /// Whether there is no gap between two spans: then what the one ended with holds until a slot of the other has ended, however long
    /// that is.
    private func meets(_ before: Int, _ after: Int) -> Bool {
        rows[after].start - rows[before].end < 2 * steps[before]
    }

    /// The end of the first slot that ends after `time`, shown or not; nil if none does.
    func end(after time: Timestamp) -> Timestamp? {
        guard isOrdered else { return rows.indices.compactMap { end(in: $0, after: time) }.min() }
        let open = first { rows[$0].end > time }
        return open < rows.count ? end(in: open, after: time) : nil
    }

    /// The end of the last slot that ended before `time`, shown or not; nil if none had.
    func end(before time: Timestamp) -> Timestamp? {
        guard isOrdered else { return rows.indices.compactMap { end(in: $0, before: time) }.max() }
        let behind = first { rows[$0].start + steps[$0] >= time }
        return behind > 0 ? end(in: behind - 1, before: time) : nil
    }

    private func end(in index: Int, after time: Timestamp) -> Timestamp? {
        let row = rows[index], step = steps[index]
        guard row.end > time else { return nil }
        return row.start + max(1, (time - row.start).flooredQuotient(by: step) + 1) * step
    }

    private func end(in index: Int, before time: Timestamp) -> Timestamp? {
        let row = rows[index], step = steps[index]
        guard row.start + step < time else { return nil }
        return min(row.end, row.start + (time - row.start - 1) / step * step)
    }

    /// The first index of which `isBehind` is true, as of all that follow; their count if it is of none.
    private func first(_ isBehind: (Int) -> Bool) -> Int {
        var low = 0, high = rows.count
        while low < high {
            let middle = (low + high) / 2
            if isBehind(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
