// What a key can ask for. Names of intent; which key means what is `KeyTable`'s business.

import Facility

/// One thing a user can do.
public enum Command: Hashable, Sendable {
    case quit, suspend
    case view(ViewName)
    case open, back
    case left, right, up, down, first, last, pageUp, pageDown
    case nextMetric, previousMetric, metricMenu
    case pause, nextTheme, nextTrouble, previousTrouble
    case finer, coarser
    case redraw
    /// The alarm under the cursor has been seen, or shall be quiet for an hour; again takes it back.
    case acknowledge, mute
    case time(TimeCommand)
    /// A place clicked on; opened if it is already selected.
    case select(Place)
    /// A line of a list clicked on.
    case line(Int)
}
