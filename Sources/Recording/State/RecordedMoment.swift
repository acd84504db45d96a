// What the writer is given at the end of a slot.

import Storage

/// A closed slot, and when the newest page of each target was taken.
struct RecordedMoment {
    let snapshot: Snapshot
    let state: MomentState
    /// Milliseconds since 1970, `SlotState.none` where no page came yet.
    let pageTimes: [Int64]
}
