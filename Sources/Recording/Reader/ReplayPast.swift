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
    /// When the newest page of each target was taken.
    let pageTimes: [Timestamp?]

    /// - Parameter pageTimes: by target, nil where none came.
    init(_ reader: RecordingReader, _ epoch: Epoch, slot: Int, pageTimes: [Timestamp?]) {
        self.reader = reader
        self.epoch = epoch
        self.slot = slot
        self.pageTimes = pageTimes
        oldestSlot = reader.firstSlot(ofEpoch: epoch.id) ?? slot
        unbrokenSlot = reader.unbrokenSlot(ofEpoch: epoch.id, endingAt: slot)
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
        return result
    }

    func column(_ isGPU: Bool, _ identifier: UInt16, slot: Int) -> [Float] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        guard let row = reader.spans(ofEpoch: epoch.id, slots: slot..<slot + 1).first else { return [] }
        return (try? reader.load(row).column(number(isGPU, identifier), at: slot - row.firstSlot)) ?? []
    }

    func steps(_ metric: MetricID, _ place: Place, slots: Int, steps: Range<Int>) -> [RollUp] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        let base = max(1, Int(10_000 / epoch.stepMs))
        guard let number = number(of: place), slots % base == 0, !steps.isEmpty else { return [] }
        var result = [RollUp](repeating: RollUp(), count: steps.count)
        let wanted = steps.lowerBound * slots..<steps.upperBound * slots
        for row in reader.spans(ofEpoch: epoch.id, slots: wanted) {
            guard let folds = try? reader.steps(row, metric, baseSlots: base, stepSlots: slots) else { continue }
            folds.add(to: &result, place: number, from: steps.lowerBound)
        }
        return result
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

    func hall(_ metric: MetricID, after first: Int) -> [(slot: Int, rollUp: RollUp)] {
        reader.lock.lock()
        defer { reader.lock.unlock() }
        var result: [(slot: Int, rollUp: RollUp)] = []
        for row in reader.spans(ofEpoch: epoch.id, slots: max(0, first + 1)..<max(first + 1, slot) + 1) {
            guard let position = row.columns.firstIndex(of: metric), let folds = try? reader.hall(row) else { continue }
            for (index, fold) in folds.enumerated() where position < fold.count {
                let number = row.firstSlot + index
                if number > first, number <= slot { result.append((number, fold[position])) }
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
        (try? reader.identities(epoch, upTo: slot, gpu: gpu)) ?? []
    }
}
