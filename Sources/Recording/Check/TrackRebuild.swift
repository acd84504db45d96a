// What is left of a damaged recording, as a new one: all that is whole as it is, damaged tracks and states from the wire, which is evidence
// of its own. Where neither is left there is a gap; nothing is guessed.

import Storage
import Telemetry

/// Copies what can be read; makes anew what is damaged and the wire still has.
public enum TrackRebuild {
    /// Writes the new recording.
    ///
    /// - Parameter judge: is asked for the board of every slot, as when an excerpt is copied; nil takes those recorded.
    /// - Returns: slots written, and what had to be left out.
    public static func run(
        _ path: String, to out: String, known: Catalogue, judge: Excerpt.BoardJudge? = nil
    ) throws(RecordingError) -> (slots: Int, faults: [String]) {
        let before = StillFile(path)
        let reader = try RecordingReader(path, known: known, salvaging: true, isStill: before != nil)
        var faults = reader.faults
        var options = RecordingOptions()
        options.waits = true
        options.isExact = reader.epochs.contains(where: \.isExact)
        let recorder = try Recorder(out, options)
        defer { recorder.finish() }
        let marks = (try? reader.bookmarks()) ?? []
        for mark in marks { recorder.bookmark(mark.time, mark.text) }
        let whole = Excerpt(
            from: Timestamp(milliseconds: .min), to: Timestamp(milliseconds: .max), places: nil
        ) { board, _ in board }
        for epoch in reader.epochs {
            let rows = reader.spans.filter { $0.epoch == epoch.id }
            let mender = SpanMender(epoch, rows, reader)
            recorder.beginPart(isExact: epoch.isExact, mode: epoch.mode)
            for row in rows {
                do throws(RecordingError) {
                    faults += try whole.copy(row, epoch, nil, reader, recorder, mender, judge: judge)
                } catch { faults.append(error.description) }
            }
            faults += mender.left
        }
        faults += reader.damagedEvents()
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        guard before == nil || StillFile(path) == before else {
            throw RecordingError(
                .busy, "\(path): somebody began to write it meanwhile; repair it again when that has ended")
        }
        // They are written with a slot.
        if recorder.status.slots == 0, !marks.isEmpty {
            faults.append("\(path): \(Plural.counted(marks.count, "bookmark")) can not be saved where no slot is")
        }
        var told = Set<String>()
        return (recorder.status.slots, faults.filter { told.insert($0).inserted })
    }
}
