// Every known value of a window of recordings, slot by slot, in the order of time, metric and place.

import Facility
import Recording
import Storage
import Telemetry

enum TrackWalk {
    /// - Parameters:
    ///   - isMeant: which epochs.
    ///   - body: the slot's snapshot, metric, place and value.
    /// - Returns: what could not be read, in sentences.
    static func each(
        _ input: ConversionInput, where isMeant: (Epoch) -> Bool = { _ in true },
        _ body: (Snapshot, MetricID, Place, Float) throws -> Void
    ) throws -> [String] {
        try slots(input.set, input.from, input.to) { snapshot, epoch in
            guard isMeant(epoch) else { return }
            let trays = input.trays(epoch), only = input.gpu(epoch)
            for metric in snapshot.columns {
                let isGPU = snapshot.catalogue[metric].entity == .gpu
                guard isGPU || only == nil else { continue }
                for tray in snapshot.topology.trays.indices where trays.contains(tray) {
                    let gpus = only.map { $0..<$0 + 1 } ?? snapshot.topology.trays[tray].gpus
                    for entity in isGPU ? gpus : tray..<tray + 1 {
                        let value = snapshot.value(metric, entity)
                        if !value.isNaN { try body(snapshot, metric, isGPU ? .gpu(entity) : .tray(entity), value) }
                    }
                }
            }
        }
    }

    /// The snapshot of every slot whose end lies in the window. Of seconds that were recorded twice, as a clock was set back or by two
    /// recorders, the one that a replay shows.
    ///
    /// - Returns: what could not be read, in sentences.
    static func slots(
        _ set: RecordingSet, _ from: Timestamp, _ to: Timestamp, _ body: (Snapshot, Epoch) throws -> Void
    ) throws -> [String] {
        var faults = Set<String>(), notes: [String] = [], hidden = 0
        var ends: [(time: Timestamp, reader: RecordingReader)] = []
        for reader in set.readers {
            let epochs = Dictionary(reader.epochs.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            var twice = 0
            for row in reader.spans where row.end > from && row.start < to {
                guard let epoch = epochs[row.epoch] else { continue }
                for slot in row.firstSlot..<row.firstSlot + row.slots {
                    let end = epoch.end(of: slot)
                    guard end > from, end <= to else { continue }
                    if !reader.isShown(row, at: end) {
                        twice += 1
                    } else if set.isShown(reader, at: end) {
                        ends.append((end, reader))
                    } else {
                        hidden += 1
                    }
                }
            }
            if twice > 0 {
                notes.append("\(reader.path): \(twice) slots were recorded again: the later recording is taken")
            }
        }
        if hidden > 0 { notes.append("\(hidden) slots are in several recordings: the one that began later is taken") }
        // A clock that was set back wrote later what is earlier.
        ends.sort { $0.time < $1.time }
        for (end, reader) in ends {
            guard let moment = try reader.moment(at: end) else { continue }
            faults.formUnion(moment.faults)
            if moment.gap == nil { try body(moment.snapshot, moment.epoch) }
        }
        return faults.sorted() + notes
    }
}
