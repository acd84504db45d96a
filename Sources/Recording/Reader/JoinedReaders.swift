// Recordings that are one history: who shows a moment. Of a moment that two hold, the one that began later is shown. It decodes nothing.

import Foundation
import Telemetry

/// Readers, in the order in which the files were given. They look back into one another, and serve one caller at a time, all together.
public final class JoinedReaders: Sendable {
    public let readers: [RecordingReader]

    /// Before any other thread knows one of them.
    public init(_ readers: [RecordingReader]) {
        self.readers = readers
        let lock = NSRecursiveLock()
        for reader in readers { reader.join(self, lock) }
    }

    /// Changes whenever spans come or go in any of them.
    var revision: Int { readers.reduce(0) { $0 + $1.revision } }

    /// Who has a moment.
    public enum Look: Sendable {
        case reader(Int)
        /// What a reader ended with at a moment holds on: the first slot of another, which follows without a gap, has not ended.
        case held(Int, at: Timestamp)
        /// Nobody recorded then; the reader that did last.
        case gap(Int, from: Timestamp, to: Timestamp)
    }

    /// How well a reader knows a moment, the least first: its first slot has not ended, what it knew holds on by grace, it has the moment.
    private enum Hold: Comparable { case comes, lasts, has }

    private func hold(of reader: RecordingReader, at time: Timestamp) -> Hold {
        if readers.count == 1 || reader.holds(time) { return .has }
        return reader.shown(at: time).map { $0.end > time } ?? false ? .comes : .lasts
    }

    /// nil before the beginning.
    public func look(at time: Timestamp) -> Look? {
        var best: (index: Int, hold: Hold, start: Timestamp)?
        var before: (index: Int, end: Timestamp)?, after: Timestamp?
        for (index, reader) in readers.enumerated() {
            guard let extent = reader.extent else { continue }
            guard let silence = reader.silence(at: time) else {
                // What was known at the end of a slot holds on by grace; who has the moment itself knows better.
                let hold = hold(of: reader, at: time)
                if best.map({ $0.hold == hold ? $0.start <= extent.start : $0.hold < hold }) ?? true {
                    best = (index, hold, extent.start)
                }
                continue
            }
            if let end = silence.before, before.map({ $0.end <= end }) ?? true { before = (index, end) }
            if let start = silence.after { after = min(after ?? start, start) }
        }
        if let best {
            if best.hold == .comes, let before, let next = readers[best.index].shown(at: time),
                let last = readers[before.index].shown(at: before.end),
                next.end - next.stepMs - before.end < 2 * last.stepMs
            {
                return .held(before.index, at: before.end)
            }
            return .reader(best.index)
        }
        guard let before else { return nil }
        // Behind the end there is no gap, but the end.
        return after.map { .gap(before.index, from: before.end, to: $0) } ?? .reader(before.index)
    }

    /// The reader that shows a moment, or in a gap what was known before it.
    func reader(at time: Timestamp) -> Int? {
        switch look(at: time) {
        case .reader(let index), .held(let index, _), .gap(let index, _, _): index
        case nil: nil
        }
    }
}
