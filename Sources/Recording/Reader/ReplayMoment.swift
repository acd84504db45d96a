// What a recording says of a moment.

import Storage
import Telemetry

/// A snapshot, or the gap that the moment falls into.
public struct ReplayMoment: Sendable {
    /// In a gap: a hall of which nothing is known.
    public let snapshot: Snapshot
    public let epoch: Epoch
    public let gap: (from: Timestamp, to: Timestamp)?
}
