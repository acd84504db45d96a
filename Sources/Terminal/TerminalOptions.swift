// What the user wants of the terminal.

import Screen

public struct TerminalOptions: Sendable {
    /// nil: what `COLORTERM` and the terminal's description promise.
    public var depth: ColourDepth?
    public var ascii = false
    public var mouse = true
    /// Steps of heat, a power of two.
    public var heatSteps = HeatSteps.count
    /// The developer's switch: leave crashes to the runtime's own reporter.
    public var guardsCrashes = true

    public init() {}
}
