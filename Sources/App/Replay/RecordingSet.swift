// Several recordings joined in time: one history. Where two overlap, the one that began later is shown.

import Facility
import Recording
import Telemetry

/// Readers in order of their beginnings. Used by one thread.
final class RecordingSet {
    private let readers: [RecordingReader]
    /// Holds a recording in memory alive.
    private let kept: RecordingFile?

    init(_ paths: [String], keeping kept: RecordingFile? = nil) throws(UserError) {
        self.kept = kept
        do {
            readers = try paths.map { try RecordingReader($0, known: .standard) }
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch {
            throw UserError("\(error)")
        }
    }

    /// Looks for what was written since. What can not be read now is looked for again next time.
    func refresh() { for reader in readers { _ = try? reader.refresh() } }

    /// Halls of all epochs.
    var topologies: [Topology] { readers.flatMap { $0.epochs.map(\.topology) } }

    var extent: (start: Timestamp, end: Timestamp)? {
        let extents = readers.compactMap(\.extent)
        guard let start = extents.map(\.start).min(), let end = extents.map(\.end).max() else { return nil }
        return (start, end)
    }

    /// What is drawn at `time`, so that equal keys need no new decoding; nil before the beginning.
    func key(at time: Timestamp) -> MomentKey? {
        guard let (index, reader) = reader(at: time), let key = reader.key(at: time) else { return nil }
        return MomentKey(reader: index, span: key.span, slot: key.slot)
    }

    func moment(at time: Timestamp) throws(RecordingError) -> ReplayMoment? {
        guard let (_, reader) = reader(at: time) else { return nil }
        return try reader.moment(at: time)
    }

    private func reader(at time: Timestamp) -> (Int, RecordingReader)? {
        var best: (index: Int, start: Timestamp, covers: Bool)?
        for (index, reader) in readers.enumerated() {
            guard let extent = reader.extent, extent.start < time else { continue }
            let covers = time <= extent.end
            if let known = best, (known.covers ? 1 : 0, known.start) > (covers ? 1 : 0, extent.start) { continue }
            best = (index, extent.start, covers)
        }
        return best.map { ($0.index, readers[$0.index]) }
    }

    func nextEvent(after time: Timestamp) -> Timestamp? {
        readers.compactMap { try? $0.nextEvent(after: time) }.min()
    }

    func previousEvent(before time: Timestamp) -> Timestamp? {
        readers.compactMap { try? $0.previousEvent(before: time) }.max()
    }

    func bookmarks() -> [(time: Timestamp, text: String)] {
        readers.flatMap { (try? $0.bookmarks()) ?? [] }.sorted { $0.time < $1.time }
    }
}
