// One rule at one GPU or tray: pending, then firing. Held in rising order of entities, so that a whole hall merges in one pass.

/// The state of a rule at an entity. What is neither pending nor firing has no instance.
struct Instance {
    let entity: Int32
    /// When the condition began to hold.
    var sinceMs: Int64
    /// It may have begun this much earlier, where nobody looked in between; `.max` where it held when it was first looked at.
    var doubtMs: Int64 = 0
    /// When it fired, 0 while pending.
    var firedMs: Int64 = 0
    var lastTrueMs: Int64
    /// When `when` itself held last: a clear condition, `keep_firing_for` or a latch may let it go on.
    var lastHeldMs: Int64
    var value: Float
    /// Its value when it began.
    var firstValue: Float
    /// Nobody knows whether it still holds: its GPU does not report.
    var isHeld = false
    /// How long of the time since it began nobody knew whether it held: a rule's wait is not over by not looking.
    var unknownMs: Int64 = 0
    /// The alarm it was part of last, 0 if none yet.
    var alarm = 0
}
