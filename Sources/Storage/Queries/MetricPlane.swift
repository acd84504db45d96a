// One metric of one closed slot, for those who look at every entity. A view into the frame, no copy; it judges no state.

import Telemetry

/// A metric's values at the moment of the snapshot that made it, by index of the GPU or tray.
public struct MetricPlane: Sendable {
    /// nil: nothing is known.
    private let frame: SlotFrame?
    private let start: Int
    /// Entities the metric has a value for.
    public let count: Int

    init(frame: SlotFrame?, start: Int, count: Int) {
        self.frame = frame
        self.start = start
        self.count = count
    }

    /// NaN of an `Absence` where unknown or out of range.
    public subscript(entity: Int) -> Float {
        guard entity >= 0, entity < count, let frame else { return Absence.missing.float }
        return frame[start + entity]
    }
}

extension Snapshot {
    /// A metric's values for every GPU or tray.
    public func plane(_ metric: MetricID) -> MetricPlane {
        let count = catalogue[metric].entity == .gpu ? topology.gpuCount : topology.trays.count
        return MetricPlane(frame: past.raw.frame(slot), start: layout.start(metric), count: count)
    }
}
