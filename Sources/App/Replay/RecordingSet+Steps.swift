// From slot to slot of a joined history, whatever their lengths and wherever one recording ends and another begins. It decodes nothing.

import Recording
import Telemetry

extension RecordingSet {
    /// Slots of recordings that are not shown there, passed on the way to the next one that is.
    private static let hiddenLimit = 4_096

    /// The end of the first slot of all: the earliest moment at which anything is known.
    var begin: Timestamp? { extent.flatMap { end(after: $0.start) } }

    /// End and length of the slot that is shown at a moment; nil where nothing is recorded.
    func shown(at time: Timestamp) -> (end: Timestamp, stepMs: Int64)? {
        switch joined.look(at: time) {
        case .reader(let index): readers[index].shown(at: time)
        case .held(let index, let end): readers[index].shown(at: end)
        case .gap, nil: nil
        }
    }

    /// The moment so many slots behind the one that is shown at `time`, before it if below 0: the end of a slot. Where nothing is recorded
    /// the clock goes on by slots of the length before. Beyond the ends it stops at the first moment there.
    func moment(_ slots: Int, from time: Timestamp) -> Timestamp {
        guard let begin, let extent else { return time }
        var time = time
        for _ in 0..<abs(slots) {
            time = slots > 0 ? next(time) : previous(time)
            if time < begin || time > extent.end { break }
        }
        return time
    }

    private func next(_ time: Timestamp) -> Timestamp {
        guard let shown = shown(at: time) else {
            let next = time + gapStepMs(at: time)
            return max(next, self.shown(at: next)?.end ?? next)
        }
        let key = key(at: time), rest = shown.end + 2 * shown.stepMs
        var next = shown.end
        for _ in 0..<Self.hiddenLimit {
            guard let later = end(after: next) else { break }
            if later > rest, self.shown(at: rest) == nil { return rest }
            if self.key(at: later) != key { return later }
            next = later
        }
        return shown.end + shown.stepMs
    }

    private func previous(_ time: Timestamp) -> Timestamp {
        guard let shown = shown(at: time) else {
            let previous = time - gapStepMs(at: time)
            return self.shown(at: previous)?.end ?? previous
        }
        let key = key(at: time), start = shown.end - shown.stepMs
        var previous = shown.end
        for _ in 0..<Self.hiddenLimit {
            guard let earlier = end(before: previous) else { break }
            if earlier < start, self.shown(at: start) == nil { break }
            if self.key(at: earlier) != key { return earlier }
            previous = earlier
        }
        return start
    }

    private func end(after time: Timestamp) -> Timestamp? { readers.compactMap { $0.end(after: time) }.min() }

    private func end(before time: Timestamp) -> Timestamp? { readers.compactMap { $0.end(before: time) }.max() }

    private func gapStepMs(at time: Timestamp) -> Int64 {
        guard case .gap(let index, _, _)? = joined.look(at: time) else { return 1_000 }
        return readers[index].stepMs(at: time)
    }
}
