// A stretch of a remembered page: the bytes before each number, and what the numbers mean. Immutable, shared where it can be.

import Exposition
import Telemetry

/// Up to `SeriesList.blockSize` heads with their series.
final class PageSegment: Sendable {
    let run: HeadRun
    let block: SeriesList.Block
    /// What the page's hosts and GPUs are known to be once this segment is read.
    let facts: PageFacts
    /// What its TYPE lines have said by then.
    let types: PageTypes
    /// Heads that taught something about hosts, GPUs or types: without them the rest means something else.
    let teachers: [Int]
    /// Heads of the metric that may be a ratio or per cent.
    let ratios: [Int]

    init(run: HeadRun, block: SeriesList.Block, facts: PageFacts, types: PageTypes, teachers: [Int], ratios: [Int]) {
        self.run = run
        self.block = block
        self.facts = facts
        self.types = types
        self.teachers = teachers
        self.ratios = ratios
    }
}
