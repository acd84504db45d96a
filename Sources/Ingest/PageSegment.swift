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
    /// Heads that name hosts or GPUs in bytes of their own: another target's line in their place has to be read.
    let personal: [Int]
    /// Slots that the heads use.
    let slots: [Int]

    init(
        run: HeadRun, block: SeriesList.Block, facts: PageFacts, types: PageTypes, teachers: [Int], ratios: [Int],
        personal: [Int]
    ) {
        self.run = run
        self.block = block
        self.facts = facts
        self.types = types
        self.teachers = teachers
        self.ratios = ratios
        self.personal = personal
        slots = run.slots
    }

    /// The same segment of another target, whose labels are others.
    init(_ other: PageSegment, _ block: SeriesList.Block) {
        run = other.run
        self.block = block
        facts = other.facts
        types = other.types
        teachers = other.teachers
        ratios = other.ratios
        personal = other.personal
        slots = other.slots
    }
}
