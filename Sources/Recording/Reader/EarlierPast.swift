// The past of an epoch in the ones before it, by its own numbers and times: slots of other lengths, or on another grid, stand where they
// ended. What was not there then is unknown.

import Storage
import Telemetry

/// Used under the readers' lock, but for what says otherwise.
struct EarlierPast: @unchecked Sendable {
    private let reader: RecordingReader
    /// Keeps the others alive, which their readers do not.
    private let joined: JoinedReaders?
    private let epoch: Epoch
    private let chapters: Chapters

    init(_ reader: RecordingReader, _ epoch: Epoch, _ chapters: Chapters) {
        self.reader = reader
        joined = reader.joined
        self.epoch = epoch
        self.chapters = chapters
    }

    /// The slot of the epoch that a moment lies in, or ends; below 0 before it.
    func slot(endingAt time: Timestamp) -> Int {
        Int((time - epoch.start + epoch.stepMs - 1).flooredQuotient(by: epoch.stepMs)) - 1
    }

    private func reader(of chapter: Chapter) -> RecordingReader {
        chapter.reader.flatMap { joined?.readers[$0] } ?? reader
    }

    /// Chapters that have slots in a time, with their rows.
    private func parts(after: Timestamp, upTo: Timestamp) -> [(chapter: Chapter, slots: Range<Int>)] {
        guard after < chapters.joint else { return [] }
        var parts: [(Chapter, Range<Int>)] = []
        for chapter in chapters.list {
            if chapter.end <= after { break }
            // A slot longer than the epoch's own also stands for moments within it.
            let grace = max(0, chapter.epoch.stepMs - epoch.stepMs)
            let first = chapter.epoch.slot(endedBy: after) + 1
            let slots = (first..<max(first, chapter.epoch.slot(endedBy: upTo + grace) + 1)).clamped(to: chapter.slots)
            if !slots.isEmpty { parts.append((chapter, slots)) }
        }
        return parts
    }

    private func column(_ chapter: Chapter, _ isGPU: Bool, _ identifier: UInt16) -> Int? {
        if identifier == .max { return isGPU ? ColumnPlan.gpuStates : ColumnPlan.trayStates }
        return chapter.crossing.metric(MetricID(Int(identifier)))?.index
    }

    func values(_ isGPU: Bool, _ identifier: UInt16, _ entity: Int, slots: Range<Int>, into result: inout [Float]) {
        let from = epoch.start + Int64(slots.lowerBound) * epoch.stepMs
        for (chapter, wanted) in parts(after: from, upTo: epoch.end(of: slots.upperBound - 1)) {
            let reader = reader(of: chapter), old = chapter.epoch
            guard let metric = column(chapter, isGPU, identifier), let then = chapter.crossing.entity(isGPU, entity)
            else { continue }
            for row in reader.spans(ofEpoch: old.id, slots: wanted) {
                let own = wanted.clamped(to: row.firstSlot..<row.firstSlot + row.slots)
                guard !own.isEmpty, let span = try? reader.load(row),
                    let values = try? span.history(
                        metric, then, slots: own.lowerBound - row.firstSlot..<own.upperBound - row.firstSlot)
                else { continue }
                for (number, value) in zip(own, values) {
                    let end = old.end(of: number), last = slot(endingAt: end)
                    for slot in min(last, slot(endingAt: end - old.stepMs) + 1)...last where slots.contains(slot) {
                        // Of several short slots in a long one the last number stands.
                        let at = slot - slots.lowerBound
                        if !value.isNaN || result[at].isNaN { result[at] = value }
                    }
                }
            }
        }
    }

    func column(_ isGPU: Bool, _ identifier: UInt16, slot: Int) -> [Float] {
        let end = epoch.end(of: slot)
        guard let (chapter, slots) = parts(after: end - epoch.stepMs, upTo: end).first else { return [] }
        let reader = reader(of: chapter)
        let number = chapter.epoch.stepMs < epoch.stepMs ? slots.upperBound - 1 : slots.lowerBound
        guard let metric = column(chapter, isGPU, identifier),
            let row = reader.spans(ofEpoch: chapter.epoch.id, slots: number..<number + 1).first,
            let values = try? reader.load(row).column(metric, at: number - row.firstSlot), !values.isEmpty
        else { return [] }
        return (0..<(isGPU ? epoch.topology.gpuCount : epoch.topology.trays.count)).map { entity in
            let then = chapter.crossing.entity(isGPU, entity)
            return then.flatMap { values.indices.contains($0) ? values[$0] : nil } ?? Absence.missing.float
        }
    }

    /// Steps as near in length as the earlier epochs have them.
    ///
    /// - Parameter place: racks, then rows, then the hall.
    func steps(_ metric: MetricID, place: Int, stepMs: Int64, after: Timestamp, upTo: Timestamp)
        -> [(from: Timestamp, to: Timestamp, rollUp: RollUp)]
    {
        var result: [(from: Timestamp, to: Timestamp, rollUp: RollUp)] = []
        for chapter in chapters.list where chapter.start < upTo {
            if chapter.end <= after { break }
            guard let then = chapter.crossing.metric(metric), let number = chapter.crossing.place(place) else {
                continue
            }
            let old = chapter.epoch, base = max(1, Int(10_000 / old.stepMs))
            let slots = max(base, Int(stepMs / old.stepMs) / base * base), length = Int64(slots) * old.stepMs
            let first = Int((max(after, chapter.start) - old.start).flooredQuotient(by: length))
            let end = Int((min(upTo, chapter.end) - old.start - 1).flooredQuotient(by: length)) + 1
            guard first < end else { continue }
            let reader = reader(of: chapter)
            let wanted = (first * slots..<end * slots).clamped(to: chapter.slots)
            var folded = [RollUp](repeating: RollUp(), count: end - first)
            for row in reader.spans(ofEpoch: old.id, slots: wanted) {
                let folds = try? reader.steps(row, then, baseSlots: base, stepSlots: slots)
                folds?.add(to: &folded, place: number, from: first)
            }
            for (index, rollUp) in folded.enumerated() where rollUp.count > 0 {
                let from = old.start + Int64(first + index) * length
                // An epoch's first and last step may be in part.
                let end = min(from + length, chapter.end)
                if end > after, end <= upTo { result.append((max(from, chapter.start), end, rollUp)) }
            }
        }
        return result
    }

    func hall(_ metric: MetricID, after: Timestamp) -> [(end: Timestamp, rollUp: RollUp)] {
        var result: [(end: Timestamp, rollUp: RollUp)] = []
        for chapter in chapters.list {
            if chapter.end <= after { break }
            guard let metric = chapter.crossing.metric(metric) else { continue }
            let reader = reader(of: chapter), first = chapter.epoch.slot(endedBy: after) + 1
            let wanted = chapter.slots.clamped(to: first..<max(first, chapter.slots.upperBound))
            for row in reader.spans(ofEpoch: chapter.epoch.id, slots: wanted) {
                guard let position = row.columns.firstIndex(of: metric), let folds = try? reader.hall(row) else {
                    continue
                }
                for (index, fold) in folds.enumerated() where position < fold.count {
                    let number = row.firstSlot + index
                    if number >= first, number < chapter.slots.upperBound {
                        result.append((chapter.epoch.end(of: number), fold[position]))
                    }
                }
            }
        }
        return result
    }

    /// Takes the readers' lock.
    func identities(ofGPU gpu: Int) -> [IdentityStep] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        return reader.earlierIdentities(chapters, gpu: gpu)
    }
}
