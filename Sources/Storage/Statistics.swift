// Figures about the stream itself, not about the hall.

/// Rates and counts of ingestion as the store saw them.
public struct Statistics: Equatable, Sendable {
    public var samplesPerSecond = 0.0
    public var bytesPerSecond = 0.0
    public var targetsUp = 0
    public var targetsTotal = 0
    /// Batches whose slot was closed already.
    public var lateSamples = 0
    /// Batches not newer than their target's last.
    public var outOfOrder = 0
    public var missedScrapes = 0
    /// From the end of the newest closed slot to now.
    public var lagMs: Int64 = 0

    public init() {}
}
