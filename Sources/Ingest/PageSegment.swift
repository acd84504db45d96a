// A stretch of a remembered page: the bytes before each number, and what the numbers mean. Immutable, shared by content.

import Telemetry

/// Up to `SeriesList.blockSize` heads, back to back, with their series.
final class PageSegment: Sendable {
    let heads: [UInt8]
    /// Length of each head.
    let lengths: [Int32]
    let block: SeriesList.Block
    /// What the page's hosts and GPUs are known to be once this segment is read.
    let facts: PageFacts

    init(heads: [UInt8], lengths: [Int32], block: SeriesList.Block, facts: PageFacts) {
        self.heads = heads
        self.lengths = lengths
        self.block = block
        self.facts = facts
    }
}
