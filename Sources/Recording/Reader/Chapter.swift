// An earlier epoch as what came before a later one: until when it counts, and how its numbers are found from today's. It holds no reader.

import Storage
import Telemetry

/// Slots of one epoch that lie before another's beginning.
struct Chapter {
    /// Whose it is among joined readers; nil if it is of the same file.
    let reader: Int?
    let epoch: Epoch
    /// Those that are recorded and had ended when the later one began.
    let slots: Range<Int>
    let crossing: Crossing

    /// Beginning of its first slot, and the end of its last.
    var start: Timestamp { epoch.start + Int64(slots.lowerBound) * epoch.stepMs }
    var end: Timestamp { epoch.end(of: slots.upperBound - 1) }
}
