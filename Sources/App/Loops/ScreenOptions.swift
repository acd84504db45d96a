// What the screen loop is told once.

import Alerting
import Console
import Screen
import Terminal

/// Looks, limits and words of a live screen.
public struct ScreenOptions: Sendable {
    /// What the terminal is opened with.
    public var terminal = TerminalOptions()
    /// What `T` and `:theme` choose from.
    public var themes: ThemeLibrary
    /// The theme to begin with; opening the screen throws if there is none of the name.
    public var themeName = "dark"
    /// Bytes a second, 0 for no limit.
    public var maxRate = 0
    /// The zone of every time on the screen.
    public var zone = ZoneChoice.utc
    /// The word in the header: `live`, `demo`, `replay`.
    public var mode = "live"
    /// How fast a source with a speed of its own runs; nil where time is real.
    public var pace: Pace?
    /// Changes as lines on standard output in place of a screen.
    public var plain = false
    /// A sentence shown until the first key.
    public var notice: String?
    /// Where to begin: view, place, metric, filter.
    public var frame = FrameOptions()
    /// The rules that alarms come from.
    public var rules: RuleBook
    /// The notebook that acknowledgements go to; nil keeps them in memory.
    public var alertNotes: String?
    /// Ring the terminal's bell when a critical alarm begins.
    public var bell = false
    /// What SIGHUP asks for while the terminal is still there; nil: to leave.
    public var onReload: (@Sendable () -> Void)?
    /// A file that the session is recorded into, and a group that may read it.
    public var record: String?
    /// The group of that file, by name; nil leaves it to its owner alone.
    public var recordGroup: String?
    /// A map in place of the theme's own.
    public var colourMap: ColourMap?
    /// Keys as configured.
    public var keys = KeyTable.standard
    /// Filters kept under a name from the start.
    public var savedFilters: [String: String] = [:]

    /// Everything else as it is without any flag.
    public init(themes: ThemeLibrary, rules: RuleBook = RuleFiles.standard) {
        self.themes = themes
        self.rules = rules
    }

    /// The mode as the header shows it.
    var modeNow: String { mode + (pace?.words ?? "") }
}
