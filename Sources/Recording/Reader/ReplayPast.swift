// What lies before a replayed snapshot, read from the file when a view asks for it. What can not be read is unknown, never zero.

import Facility
import Storage
import Telemetry

/// The past of one moment of a recording.
struct ReplayPast: SnapshotPast {
    let reader: RecordingReader
    let epoch: Epoch
    let slot: Int
    let oldestSlot: Int
    let unbrokenSlot: Int
    let joint: Timestamp?
    /// When the newest page of each target was taken.
    let pageTimes: [Timestamp?]
    /// What lies before the epoch; nil if nothing does, or nobody looks that far.
    private let before: EarlierPast?

    /// - Parameters:
    ///   - pageTimes: by target, nil where none came.
    ///   - chapters: earlier epochs that are looked back into.
    init(_ reader: RecordingReader, _ epoch: Epoch, slot: Int, pageTimes: [Timestamp?], chapters: Chapters? = nil) {
        self.reader = reader
        self.epoch = epoch
        self.slot = slot
        self.pageTimes = pageTimes
        let oldest = reader.firstSlot(ofEpoch: epoch.id) ?? slot
        let unbroken = reader.unbrokenSlot(ofEpoch: epoch.id, endingAt: slot)
        guard let chapters, !chapters.list.isEmpty else {
            (oldestSlot, unbrokenSlot, joint, before) = (oldest, unbroken, nil, nil)
            return
        }
        let earlier = EarlierPast(reader, epoch, chapters)
        oldestSlot = min(oldest, earlier.slot(endingAt: chapters.start) + 1)
        unbrokenSlot = unbroken > oldest ? unbroken : min(unbroken, earlier.slot(endingAt: chapters.unbroken) + 1)
        (joint, before) = (chapters.joint, earlier)
    }

    private func number(_ isGPU: Bool, _ identifier: UInt16) -> Int {
        identifier == .max ? isGPU ? ColumnPlan.gpuStates : ColumnPlan.trayStates : Int(identifier)
    }

    func values(_ isGPU: Bool, _ identifier: UInt16, _ entity: Int, slots: Range<Int>) -> [Float] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        var result = [Float](repeating: Absence.missing.float, count: slots.count)
        let metric = number(isGPU, identifier)
        for row in reader.spans(ofEpoch: epoch.id, slots: slots) {
            let wanted = slots.clamped(to: row.firstSlot..<row.firstSlot + row.slots)
            guard !wanted.isEmpty, let span = try? reader.load(row) else { continue }
            let local = wanted.lowerBound - row.firstSlot..<wanted.upperBound - row.firstSlot
            guard let values = try? span.history(metric, entity, slots: local) else { continue }
            for (offset, value) in values.enumerated() { result[wanted.lowerBound - slots.lowerBound + offset] = value }
        }
        before?.values(isGPU, identifier, entity, slots: slots, into: &result)
        return result
    }

    func column(_ isGPU: Bool, _ identifier: UInt16, slot: Int) -> [Float] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        guard let row = reader.spans(ofEpoch: epoch.id, slots: slot..<slot + 1).first else {
            return before?.column(isGPU, identifier, slot: slot) ?? []
        }
        return (try? reader.load(row).column(number(isGPU, identifier), at: slot - row.firstSlot)) ?? []
    }

    func steps(_ metric: MetricID, _ place: Place, slots: Int, after: Timestamp, upTo: Timestamp)
        -> [(from: Timestamp, to: Timestamp, rollUp: RollUp)]
    {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        let base = max(1, Int(10_000 / epoch.stepMs)), stepMs = Int64(slots) * epoch.stepMs
        guard let number = number(of: place), slots % base == 0, after < upTo else { return [] }
        let earlier = before?.steps(metric, place: number, stepMs: stepMs, after: after, upTo: upTo) ?? []
        let first = max(0, Int((after - epoch.start).flooredQuotient(by: stepMs)))
        let end = Int((upTo - epoch.start).flooredQuotient(by: stepMs))
        guard first < end else { return earlier }
        var result = [RollUp](repeating: RollUp(), count: end - first)
        for row in reader.spans(ofEpoch: epoch.id, slots: first * slots..<end * slots) {
            guard let folds = try? reader.steps(row, metric, baseSlots: base, stepSlots: slots) else { continue }
            folds.add(to: &result, place: number, from: first)
        }
        return earlier
            + result.enumerated().map { index, rollUp in
                let from = epoch.start + Int64(first + index) * stepMs
                // What lies before the joint in its step is not the epoch's own.
                return (joint.map { max(from, min($0, from + stepMs - 1)) } ?? from, from + stepMs, rollUp)
            }
    }

    /// Racks, then rows, then the hall.
    private func number(of place: Place) -> Int? {
        switch place {
        case .rack(let rack): rack
        case .row(let row): epoch.topology.racks.count + row
        case .hall: epoch.topology.racks.count + epoch.topology.rows.count
        case .tray, .gpu: nil
        }
    }

    func hall(_ metric: MetricID, after: Timestamp) -> [(end: Timestamp, rollUp: RollUp)] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        var result = before?.hall(metric, after: after) ?? []
        let first = max(0, epoch.slot(endedBy: after) + 1)
        for row in reader.spans(ofEpoch: epoch.id, slots: first..<max(first, slot + 1)) {
            guard let position = row.columns.firstIndex(of: metric), let folds = try? reader.hall(row) else { continue }
            for (index, fold) in folds.enumerated() where position < fold.count {
                let number = row.firstSlot + index
                if number >= first, number <= slot { result.append((epoch.end(of: number), fold[position])) }
            }
        }
        return result
    }

    func page(ofTarget target: Int) -> (table: SeriesTable, values: [Double])? {
        guard target < pageTimes.count, let time = pageTimes[target] else { return nil }
        return try? reader.page(epoch: epoch.id, target: target, at: time, notAfterSlot: slot)
    }

    var attributeRevision: Int { reader.lastAttributes(epoch, upTo: slot) }

    func identities(ofGPU gpu: Int) -> [IdentityStep] {
        let own = (try? reader.identities(epoch, upTo: slot, gpu: gpu)) ?? []
        return before?.identities(ofGPU: gpu).behind(own) ?? own
    }
}
