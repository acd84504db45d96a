// What is computed once per scene and looked at by many cells: who matches the filter, and how far everybody is from
// his peers. A function of scene and state alone; here it only waits to be asked again.

import Storage
import Telemetry

/// Results with the questions they answer.
struct Derived: Sendable {
    struct Question: Equatable, Sendable {
        let snapshot: ObjectIdentifier
        let slot: Int
        let filter: Filter?
        let metric: MetricID?
        let timeline: TimelineGrid.Question?
        /// The layer whose scale is the moment's own.
        let scaled: MetricID?
        /// Trays are compared with their height elsewhere.
        let heights: Bool
    }

    var question: Question?
    var matches: FilterMatches?
    var peers: PeerDeviations?
    var timeline: TimelineGrid?
    var autoScale: (metric: MetricID, range: ClosedRange<Double>)?
    var heights: TrayHeights?
    /// Keeps the snapshot alive, so that its identity is its own.
    var snapshot: Snapshot?
}
