// One slot on its way from the core thread to the writer's.

import Storage

/// A closed slot with the scrapes that came since the one before. Handed over whole.
struct RecordedTick: Sendable {
    let snapshot: Snapshot
    let pageTimes: [Int64]
    /// nil if only tracks are recorded.
    let wire: WireTick?
    /// nil if nothing is copied.
    var part: RecordedPart?
}
