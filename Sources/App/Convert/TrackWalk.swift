// Every known value of a window of a recording, slot by slot, in the order of time, metric and place.

import Facility
import Recording
import Storage
import Telemetry

enum TrackWalk {
    /// - Parameter body: the slot's snapshot, metric, place and value.
    static func each(
        _ input: ConversionInput, _ body: (Snapshot, MetricID, Place, Float) throws -> Void
    ) throws {
        try slots(input) { snapshot, epoch in
            let trays = try input.trays(epoch)
            for metric in snapshot.columns {
                let isGPU = snapshot.catalogue[metric].entity == .gpu
                for tray in snapshot.topology.trays.indices where trays.contains(tray) {
                    for entity in isGPU ? snapshot.topology.trays[tray].gpus : tray..<tray + 1 {
                        let value = snapshot.value(metric, entity)
                        if !value.isNaN { try body(snapshot, metric, isGPU ? .gpu(entity) : .tray(entity), value) }
                    }
                }
            }
        }
    }

    /// The snapshot of every slot whose end lies in the window.
    static func slots(_ input: ConversionInput, _ body: (Snapshot, Epoch) throws -> Void) throws {
        for row in input.spans {
            guard let epoch = input.epoch(row) else { continue }
            for slot in row.firstSlot..<row.firstSlot + row.slots {
                let end = epoch.end(of: slot)
                guard end > input.from, end <= input.to, let moment = try input.reader.moment(at: end) else { continue }
                try body(moment.snapshot, moment.epoch)
            }
        }
    }
}
