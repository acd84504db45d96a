// What the screen loop is told once.

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

    public init(themes: ThemeLibrary) { self.themes = themes }

    /// The mode as the header shows it.
    var modeNow: String { mode + (pace?.words ?? "") }
}
