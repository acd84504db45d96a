// Where a snapshot finds what lies before its own slot: for a replay, the file. It answers for one moment and never changes.

import Facility
import Telemetry

/// The past of one snapshot. Called from the thread that draws.
public protocol SnapshotPast: Sendable {
    /// The first slot that there is, in the numbers of the moment's own epoch: below 0 where earlier epochs lie before it.
    var oldestSlot: Int { get }

    /// The first slot of the stretch without long gaps that the moment ends; it may be one of an earlier epoch.
    var unbrokenSlot: Int { get }

    /// Beginning of the first slot of the moment's own epoch, nil if nothing lies before it.
    var joint: Timestamp? { get }

    /// The values of one entity, by the moment's own inventory, oldest first, NaN where none held; as many as slots.
    ///
    /// - Parameters:
    ///   - isGPU: a GPU's column, else a tray's.
    ///   - identifier: a metric's number, or 65,535 for the states.
    ///   - slots: all before the snapshot's own.
    func values(_ isGPU: Bool, _ identifier: UInt16, _ entity: Int, slots: Range<Int>) -> [Float]

    /// One slot's values of all GPUs or trays; empty where there are none.
    ///
    /// - Parameters:
    ///   - identifier: a metric's number, or 65,535 for the states.
    ///   - slot: before the snapshot's own.
    func column(_ isGPU: Bool, _ identifier: UInt16, slot: Int) -> [Float]

    /// Roll-ups of a rack, a row or the hall over longer steps, each with its own time: steps of an earlier epoch lie on its own grid, and
    /// end where it does.
    ///
    /// - Parameters:
    ///   - slots: in a step; step k of the moment's own epoch has the slots from `k * slots` on.
    ///   - after, upTo: steps that end between them; no later than the snapshot's slot.
    func steps(_ metric: MetricID, _ place: Place, slots: Int, after: Timestamp, upTo: Timestamp)
        -> [(from: Timestamp, to: Timestamp, rollUp: RollUp)]

    /// The hall's roll-ups of the slots that ended after a moment, up to the snapshot's own, for one metric.
    func hall(_ metric: MetricID, after: Timestamp) -> [(end: Timestamp, rollUp: RollUp)]

    /// The page of a target that was newest at the moment, nil if the pages were not recorded.
    func page(ofTarget target: Int) -> (table: SeriesTable, values: [Double])?

    /// Equal for moments up to which the same attributes were noted; of no meaning where none were recorded.
    var attributeRevision: Int { get }

    /// What was noted of a GPU's attributes up to the moment, oldest first; empty where that was not recorded.
    func identities(ofGPU gpu: Int) -> [IdentityStep]
}
