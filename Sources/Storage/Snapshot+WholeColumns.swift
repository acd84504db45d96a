// Whole columns of a snapshot, for those who look at every GPU at once (unsafe inside: one copy out of a frame).

import Telemetry

extension Snapshot {
    /// Columns reach back a minute at one slot a second: what a running store holds as it is.
    static let columnSlots = 60

    /// Newest slots without a long gap that histories can be asked of, the moment's own included.
    public var slotsKept: Int { slot < 0 ? 0 : max(0, slot - max(past.raw.begin, past.raw.oldest) + 1) }

    /// The same for places that longer steps are kept of: racks, rows and the hall.
    public var slotsFolded: Int {
        let begins = past.levels.filter { !$0.isEmpty }.map { $0.oldest * $0.stepMs / Int(max(1, stepMs)) }
        // Of earlier epochs only what no long gap parts from this one.
        let floor = past.raw.joint.map { min(past.raw.begin, Int(($0 - start) / stepMs)) } ?? 0
        return max(slotsKept, begins.min().map { slot - max(floor, $0) + 1 } ?? 0)
    }

    /// Newest slots that columns can be asked of, the moment's own included; the same live and in a replay.
    public var slotsHeld: Int { min(Self.columnSlots, slotsKept) }

    /// A metric's value for every GPU or tray, NaN where unknown.
    ///
    /// - Parameter slotsAgo: 0 is the moment itself; slots that are not held are unknown throughout.
    public func column(_ metric: MetricID, slotsAgo: Int = 0) -> [Float] {
        let count = catalogue[metric].entity == .gpu ? topology.gpuCount : topology.trays.count
        let start = layout.start(metric)
        let missing = { [Float](repeating: Absence.missing.float, count: count) }
        guard slotsAgo >= 0, slotsAgo < slotsHeld else { return missing() }
        guard let frame = past.raw.frame(slot - slotsAgo) else {
            let row = past.raw.row(content(metric), UInt16(metric.index), slot: slot - slotsAgo)
            return row.count == count ? row : missing()
        }
        guard start + count <= frame.count else { return missing() }
        return [Float](UnsafeBufferPointer(start: frame.base + start, count: count))
    }
}
