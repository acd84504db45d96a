// Several recordings joined in time: one history. Of a moment that two hold, the one that began later is shown.

import Facility
import Recording
import Telemetry

/// Readers, in the order in which the files were given. Used by one thread.
final class RecordingSet {
    let joined: JoinedReaders
    private let files: [FollowedFile]
    var readers: [RecordingReader] { joined.readers }
    /// Hold recordings in memory alive.
    private let kept: [RecordingFile]
    /// What of the inputs could not be read, in sentences.
    let faults: [String]
    /// Whether text among the inputs was read without any loss.
    let isTextWhole: Bool
    /// Numbers of the readers that were seen to grow.
    private var grown = Set<Int>()

    /// - Parameters:
    ///   - isForgiving: of several files those that can not be read are faults, and the others are shown.
    ///   - report: of the import of text among the inputs.
    ///   - anonymiser: knows the names of all files before the first is read.
    init(
        _ paths: [String], keeping kept: [RecordingFile] = [], imported report: TextReport = TextReport(),
        renaming anonymiser: Anonymiser? = nil, isForgiving: Bool = false
    ) throws(UserError) {
        self.kept = kept
        files = paths.compactMap { FollowedFile($0) }
        var opened: [RecordingReader] = [], unread: [String] = []
        do {
            for path in paths { try anonymiser?.learn(path) }
            for path in paths {
                do throws(RecordingError) {
                    opened.append(try RecordingReader(path, known: .standard, renaming: anonymiser))
                } catch {
                    guard isForgiving, paths.count > 1 else { throw error }
                    unread.append(error.description)
                }
            }
        } catch let error as RecordingError {
            throw UserError(error.description)
        } catch {
            throw UserError("\(error)")
        }
        guard !opened.isEmpty || paths.isEmpty else { throw UserError(unread.joined(separator: "\n")) }
        joined = JoinedReaders(opened)
        isTextWhole = report.losses.isEmpty
        faults = report.sentences + unread + opened.flatMap(\.faults)
    }

    /// Why nothing new can come from what is followed, as the end of a sentence; nil if it may.
    var loss: String? { files.lazy.compactMap(\.loss).first }

    /// Looks for what was written since. What can not be read now is looked for again next time.
    func refresh() {
        for (index, reader) in readers.enumerated() where (try? reader.refresh()) == true { grown.insert(index) }
    }

    /// The end of what was written last, of those that grow where any does. Nearly always it is the end of all; where a recorder's clock was
    /// set back it is what a follower waits for, and the end of all is history.
    var newest: Timestamp? {
        let ends = readers.enumerated().compactMap { index, reader in
            grown.isEmpty || grown.contains(index) ? reader.spans.last?.end : nil
        }
        return ends.max()
    }

    /// Those in which anything is recorded, in the order in which they began: of two that hold a moment the later one's is shown.
    var inOrder: [RecordingReader] {
        let begun = readers.enumerated().compactMap { index, reader in
            reader.extent.map { (start: $0.start, index: index, reader: reader) }
        }
        return begun.sorted { ($0.start, $0.index) < ($1.start, $1.index) }.map(\.reader)
    }

    /// Whether a moment is shown out of this recording, and not out of one that began later.
    func isShown(_ reader: RecordingReader, at time: Timestamp) -> Bool {
        switch joined.look(at: time) {
        case .reader(let index), .held(let index, _): readers[index] === reader
        case .gap, nil: false
        }
    }

    /// Halls of all epochs.
    var topologies: [Topology] { readers.flatMap { $0.epochs.map(\.topology) } }

    var extent: (start: Timestamp, end: Timestamp)? {
        let extents = readers.compactMap(\.extent)
        guard let start = extents.map(\.start).min(), let end = extents.map(\.end).max() else { return nil }
        return (start, end)
    }

    /// What is drawn at `time`, so that equal keys need no new decoding; nil before the beginning.
    func key(at time: Timestamp) -> MomentKey? {
        switch joined.look(at: time) {
        case .reader(let index):
            readers[index].key(at: time).map { MomentKey(reader: index, span: $0.span, slot: $0.slot) }
        case .held(let index, let end):
            readers[index].key(at: end).map { MomentKey(reader: index, span: $0.span, slot: $0.slot) }
        case .gap(let index, let from, _):
            MomentKey(reader: -1 - index, span: from.milliseconds, slot: Int(time.milliseconds / 1_000))
        case nil: nil
        }
    }

    func moment(at time: Timestamp) throws(RecordingError) -> ReplayMoment? {
        switch joined.look(at: time) {
        case .reader(let index): try readers[index].moment(at: time)
        case .held(let index, let end): try readers[index].moment(at: end)
        case .gap(let index, let from, let to): readers[index].silent(at: time, from: from, to: to)
        case nil: nil
        }
    }

    /// Length of a slot at a moment, and where the gap ends that it lies in.
    func grain(at time: Timestamp) -> (stepMs: Int64, gap: (from: Timestamp, to: Timestamp)?) {
        switch joined.look(at: time) {
        case .reader(let index): (readers[index].stepMs(at: time), nil)
        case .held(let index, let end): (readers[index].stepMs(at: end), nil)
        case .gap(_, let from, let to): (1_000, (from, to))
        case nil: (1_000, nil)
        }
    }

    func nextEvent(after time: Timestamp) -> Timestamp? {
        readers.compactMap { reader in first(of: reader, from: time) { try? reader.nextEvent(after: $0) } }.min()
    }

    func previousEvent(before time: Timestamp) -> Timestamp? {
        readers.compactMap { reader in first(of: reader, from: time) { try? reader.previousEvent(before: $0) } }.max()
    }

    /// Events of a moment that another recording shows are nothing that is seen there.
    private func first(of reader: RecordingReader, from time: Timestamp, _ step: (Timestamp) -> Timestamp?)
        -> Timestamp?
    {
        var time = time
        while let found = step(time) {
            if isShown(reader, at: found) { return found }
            time = found
        }
        return nil
    }

    func bookmarks() -> [(time: Timestamp, text: String)] {
        readers.flatMap { (try? $0.bookmarks()) ?? [] }.sorted { $0.time < $1.time }
    }
}
