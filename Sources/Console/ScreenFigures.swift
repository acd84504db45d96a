// What drawing costs, as the loop around the console measured it.

/// Of the last seconds and the last frame.
public struct ScreenFigures: Equatable, Sendable {
    /// To the terminal, mean over the last five seconds.
    public var bytesPerSecond = 0
    /// Bytes that the last frame sent.
    public var frameBytes = 0
    /// From the state to a full canvas, last frame, in whole milliseconds.
    public var composeMs = 0.0
    /// From the canvas to the terminal's buffer, last frame, in whole milliseconds.
    public var presentMs = 0.0
    /// Frames held back because the line or its limit would not take them.
    public var framesHeld = 0

    /// Nothing drawn yet.
    public init() {}
}
