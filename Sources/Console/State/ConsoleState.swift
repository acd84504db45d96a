// Everything the user has chosen: view, selection, metric, filter, pause. Plain data, changed only by `press` and `apply`.

import Facility
import Screen
import Storage
import Telemetry

/// The console's memory between frames.
public struct ConsoleState: Sendable {
    /// The view shown.
    public var view: ViewName = .hall
    /// Views to come back to, newest last; bounded.
    public var trail: [ViewName] = []
    /// The place that maps and Enter are about.
    public var selection = Selection()
    /// The tray last looked at in each rack.
    var trayOfRack: [Int: Int] = [:]
    /// Index into `HeatMetric.layers`.
    public var layer = 0
    /// Heat shows how far a GPU is from its peers.
    public var againstPeers = false
    /// Heat lies on a scale of the moment's own, not on the metric's fixed one.
    public var isAutoScaled = false
    /// Time stands still; the loop decides what that means for its source.
    public var paused = false
    /// A sentence in place of the hints, until the next key.
    public var notice: String?
    /// The metric list is open, with this line selected.
    public var menuLine: Int?
    /// Line, scroll and order per view.
    var lists: [ViewName: ListPosition] = [:]
    /// The target whose page is looked at.
    public var pageURL: String?
    /// The moment of an event was asked for: its place and words are to be shown when it is there.
    public internal(set) var awaitsEvent = false
    /// Whether the picture is of now: events are then steps from place to place, else steps in time.
    public var isLive = true
    /// Steps away from the map's own choice of detail.
    public var detail = 0
    /// Index into the trouble list that `w` went to last.
    var troubleIndex = -1
    /// The event that `e` went to last, counted from the newest.
    var eventIndex = -1
    /// The line being typed.
    public var prompt: Prompt?
    /// What is meant; empty means everything.
    public var filter: Filter?
    /// A filter that is being typed, in force until it is kept or dropped.
    var preview: Filter?
    /// Filters kept under a name.
    public var savedFilters: [String: String] = [:]
    /// Lines typed before, newest last; bounded.
    var history: [Prompt.Kind: [String]] = [:]
    /// Newest last, 100 at most.
    public var bookmarks: [Bookmark] = []
    var bookmarkIndex = -1
    /// What one line of the timeline, the outliers and the table stands for.
    public var levels: [ViewName: Level] = [.timeline: .rack, .outliers: .gpu, .table: .gpu]
    /// Side panels are folded away, tables are wide.
    public var isFolded = false
    /// Bytes and milliseconds of the last frames are shown.
    public var showsFigures = false
    /// Slots per column of the timeline; nil takes what fits.
    public var slotsPerColumn: Int?
    /// How many slots before now the timeline's cursor stands.
    public var cursorSlots = 0
    /// What was computed for the newest scene.
    var derived = Derived()

    /// Everything as at the start, in this view.
    public init(view: ViewName = .hall) { self.view = view }

    /// The position of the current view's list.
    public var list: ListPosition {
        get { lists[view] ?? ListPosition() }
        set { lists[view] = newValue }
    }

    /// The selected line of the current view.
    public var listLine: Int {
        get { list.line }
        set { list.line = newValue }
    }

    /// The first line shown in the current view.
    public var scroll: Int {
        get { list.scroll }
        set { list.scroll = newValue }
    }

    /// What one line of the current view stands for.
    public var level: Level { levels[view] ?? .gpu }
}
