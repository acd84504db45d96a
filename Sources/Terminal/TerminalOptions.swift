// What the user wants of the terminal.

import Screen

/// What `NcursesScreen` is opened with; the defaults suit a good terminal.
public struct TerminalOptions: Sendable {
    /// nil: what `COLORTERM` and the terminal's description promise.
    public var depth: ColourDepth?
    /// Glyphs in ASCII, even where UTF-8 would do.
    public var ascii = false
    /// Ask for mouse reports.
    public var mouse = true
    /// Steps of heat, a power of two.
    public var heatSteps = HeatSteps.count
    /// Standard input brings something else: keys are read from the controlling terminal.
    public var hasOtherInput = false
    /// The developer's switch: leave crashes to the runtime's own reporter.
    public var guardsCrashes = true

    /// Colours as promised, the locale's glyphs, the mouse.
    public init() {}
}
