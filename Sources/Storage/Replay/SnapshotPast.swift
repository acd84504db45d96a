// Where a snapshot finds what lies before its own slots: for a replay, the file. It answers for one moment and never changes.

import Telemetry

/// The past of one snapshot. Called from the thread that draws.
public protocol SnapshotPast: Sendable {
    /// The values of one entity, oldest first, NaN where none held.
    ///
    /// - Parameter slots: numbers of slots, all before the snapshot's own.
    func values(_ metric: MetricID, _ entities: Range<Int>, slots: Range<Int>) -> [[Float]]

    /// The hall's roll-ups of the slots after `first`, up to the snapshot's own, for one metric.
    func hall(_ metric: MetricID, after first: Int) -> [(slot: Int, rollUp: RollUp)]

    /// The page of a target that was newest at the moment, nil if the pages were not recorded.
    func page(ofTarget target: Int) -> (table: SeriesTable, values: [Double])?
}
