// Whole columns of a snapshot, for those who look at every GPU at once (unsafe inside: one copy out of a frame).

import Telemetry

extension Snapshot {
    /// Newest slots that columns can be asked of, the moment's own included; at least a minute of them in a running store.
    public var slotsHeld: Int { slot < 0 ? 0 : max(0, slot - past.raw.firstHot + 1) }

    /// A metric's value for every GPU or tray, NaN where unknown.
    ///
    /// - Parameter slotsAgo: 0 is the moment itself; slots that are not held are unknown throughout.
    public func column(_ metric: MetricID, slotsAgo: Int = 0) -> [Float] {
        let count = catalogue[metric].entity == .gpu ? topology.gpuCount : topology.trays.count
        let start = layout.start(metric)
        guard slotsAgo >= 0, slotsAgo < slotsHeld, let frame = past.raw.frame(slot - slotsAgo),
            start + count <= frame.count
        else { return [Float](repeating: Absence.missing.float, count: count) }
        return [Float](UnsafeBufferPointer(start: frame.base + start, count: count))
    }
}
