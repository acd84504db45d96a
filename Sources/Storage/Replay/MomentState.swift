// What a snapshot holds besides the values of its slots: the form in which a recording keeps it and gives it back.

import Facility
import Telemetry

/// States, health and totals at the end of one slot.
public struct MomentState: Sendable {
    /// Number of the slot that had just closed, 0 based from the recording's start.
    public var slot: Int
    /// Figures of the stream as they were then.
    public var statistics: Statistics
    /// States and identities, by GPU number.
    public var gpus: GPUStates
    /// By tray number.
    public var trayStates: [EntityState]
    /// By target number, the one that `Snapshot.targets(ofTray:)` gives.
    public var targets: [TargetStatus]
    /// Metrics that some page carried so far, by index.
    public var exported: Set<Int>
    /// Per offset of the frame: slots since the newest real number, -1 if there never was one.
    public var valueAges: [Int64]
    /// Per offset: the bits of that number plus one where the slot itself has none, else 0.
    public var heldValues: [Int64]

    /// - Parameters:
    ///   - valueAges, heldValues: one entry per value of the frame, states first.
    public init(
        slot: Int, statistics: Statistics, gpus: GPUStates, trayStates: [EntityState], targets: [TargetStatus],
        exported: Set<Int>, valueAges: [Int64], heldValues: [Int64]
    ) {
        self.slot = slot
        self.statistics = statistics
        self.gpus = gpus
        self.trayStates = trayStates
        self.targets = targets
        self.exported = exported
        self.valueAges = valueAges
        self.heldValues = heldValues
    }
}
