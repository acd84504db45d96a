// What a user can ask of time. The loop's timekeeper carries it out: no view knows a clock.

import Telemetry

/// One step through the history, live or recorded.
public enum TimeCommand: Hashable, Sendable {
    /// Stand still, or go on.
    case pause
    /// So many slots on, or back if negative.
    case step(Int)
    /// Half or twice as fast, and so on through the known speeds.
    case slower, faster
    /// Back to now, or to the end of the recording.
    case end
    /// To the next or the previous moment at which something changed.
    case nextEvent, previousEvent
    /// A moment in words: `18:42:07`, `-5m`, `3 min ago`, `now`.
    case seek(String)
    /// To this moment.
    case moment(Timestamp)
    /// To the next time at which the filter begins to hold somewhere; to the one before if negative.
    case hold(Int)
    /// Begin or end a recording.
    case record
}
