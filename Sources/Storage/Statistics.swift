// Figures about the stream itself, not about the hall.

/// Rates and counts of ingestion as the store saw them.
public struct Statistics: Equatable, Sendable {
    public internal(set) var samplesPerSecond = 0.0
    public internal(set) var bytesPerSecond = 0.0
    public internal(set) var targetsUp = 0
    public internal(set) var targetsTotal = 0
    /// Batches whose slot was closed already.
    public internal(set) var lateSamples = 0
    /// Batches not newer than their target's last.
    public internal(set) var outOfOrder = 0
    public internal(set) var missedScrapes = 0
    /// From the end of the newest closed slot to now.
    public internal(set) var lagMs: Int64 = 0
}
