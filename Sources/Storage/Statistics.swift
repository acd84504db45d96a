// Figures about the stream itself, not about the hall.

import Telemetry

/// Rates and counts of ingestion as the store saw them.
public struct Statistics: Equatable, Sendable {
    /// Values of accepted pages, averaged over the last 15 s of slots.
    public var samplesPerSecond = 0.0
    /// Bytes of accepted pages, inflated, averaged likewise; nil if nobody kept how large they all were.
    public var bytesPerSecond: Double? = 0
    /// Targets whose pages come: fresh or frozen, planned out or not.
    public var targetsUp = 0
    /// Targets that are read at all.
    public var targetsTotal = 0
    /// Pages whose slot was closed already, or with a value that claims to be of a slot too far ahead.
    public var latePages = 0
    /// Batches not newer than their target's last.
    public var outOfOrder = 0
    /// Scrapes that were due and left out, as the scheduler counted; since the start.
    public var missedScrapes = 0
    /// From the end of the newest closed slot to now.
    public var lagMs: Int64 = 0
    /// When these figures are not of the snapshot's moment, as where a live hall looks back, the moment that they are of.
    public internal(set) var newestMoment: Timestamp?
    /// Whether they are of a later moment than the snapshot.
    public var isOfNewest: Bool { newestMoment != nil }

    /// A stream that has not begun.
    public init() {}
}
