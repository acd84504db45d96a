// What the screen loop is told once.

import Alerting
import Console
import Screen
import Terminal

/// Looks, limits and words of a live screen.
public struct ScreenOptions: Sendable {
    public var terminal = TerminalOptions()
    public var themes: ThemeLibrary
    public var themeName = "dark"
    /// Bytes a second, 0 for no limit.
    public var maxRate = 0
    public var zone = ZoneChoice.utc
    public var mode = "live"
    /// How fast a source with a speed of its own runs; nil where time is real.
    public var pace: Pace?
    public var plain = false
    /// A sentence shown until the first key.
    public var notice: String?
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
    public var recordGroup: String?
    public var colourMap: ColourMap?
    public var keys = KeyTable.standard
    /// Filters kept under a name from the start.
    public var savedFilters: [String: String] = [:]

    public init(themes: ThemeLibrary, rules: RuleBook = RuleFiles.standard) {
        self.themes = themes
        self.rules = rules
    }

    /// The mode as the header shows it.
    var modeNow: String { mode + (pace?.words ?? "") }
}
