// Every known value of a window of a recording, slot by slot, in the order of time, metric and place.

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
        try slots(input.reader, input.from, input.to) { snapshot, epoch in
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

    /// The snapshot of every slot whose end lies in the window. Of seconds that were recorded twice, as a clock was set back, the newer.
    ///
    /// - Returns: what could not be read, in sentences.
    static func slots(
        _ reader: RecordingReader, _ from: Timestamp, _ to: Timestamp, _ body: (Snapshot, Epoch) throws -> Void
    ) throws -> [String] {
        var faults = Set<String>(), twice = 0, ends: [Timestamp] = []
        for row in reader.spans where row.end > from && row.start < to {
            guard let epoch = reader.epochs.first(where: { $0.id == row.epoch }) else { continue }
            for slot in row.firstSlot..<row.firstSlot + row.slots {
                let end = epoch.end(of: slot)
                guard end > from, end <= to else { continue }
                if reader.isShown(row, at: end) { ends.append(end) } else { twice += 1 }
            }
        }
        // A clock that was set back wrote later what is earlier.
        if twice > 0 { ends.sort() }
        for end in ends {
            guard let moment = try reader.moment(at: end) else { continue }
            for part in moment.damage {
                faults.insert(moment.gap == nil ? "\(reader.path): the track of \(part) is damaged" : part)
            }
            if moment.gap == nil { try body(moment.snapshot, moment.epoch) }
        }
        let again =
            "\(reader.path): \(Plural.counted(twice, "slot")) recorded again, as a clock was set back: the later recording is taken"
        return faults.sorted() + (twice > 0 ? [again] : [])
    }
}
