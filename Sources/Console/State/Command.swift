// What a key or a command line can ask for. Names of intent; which key means what is `KeyTable`'s business.

import Facility
import Telemetry

/// One thing a user can do.
public enum Command: Hashable, Sendable {
    case quit, suspend
    case view(ViewName)
    case open, back
    case left, right, up, down, first, last, pageUp, pageDown
    case nextMetric, previousMetric, metricMenu
    case pause, nextTheme, nextColourMap, nextTrouble, previousTrouble
    case finer, coarser
    case redraw
    /// The alarm under the cursor has been seen, or shall be quiet for an hour; again takes it back.
    case acknowledge, mute
    /// Words on the alarm under the cursor, for colleagues.
    case remark(String)
    case time(TimeCommand)
    /// A place clicked on; opened if it is already selected.
    case select(Place)
    /// A line of a list clicked on.
    case line(Int)
    /// A cell of the timeline clicked on: its line, and how many slots before the moment.
    case lineAt(Int, Int)
    /// The mouse is dragged over the timeline: the cursor follows.
    case drag(line: Int, slots: Int)
    /// It was let go on another line: their places are meant; or at another time: that span is shown.
    case lines(Int, Int)
    case span(from: Timestamp, to: Timestamp)
    /// The command line, or the filter line.
    case prompt(Prompt.Kind)
    case nextMatch, previousMatch
    case nextEvent, previousEvent
    case bookmark, nextBookmark
    case copy, savePicture
    case sort, reverse, level
    /// A column's title clicked on: it is chosen and sorted by.
    case column(Int)
    case peers, autoScale, fold, figures
    case layer(Int)
    case filter(String)
    /// Only the job of the selection is meant; again everybody.
    case job
    case keepFilter(String)
    case go(Place, ViewName)
    case levelTo(Level)
    case theme(String)
    case colourMap(String)
    case mouse(Bool)
    /// A sentence to show.
    case say(String)
}
