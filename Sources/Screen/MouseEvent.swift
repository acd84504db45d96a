// What a mouse did, in cells.

/// One mouse report.
public struct MouseEvent: Hashable, Sendable {
    /// What happened; a wheel's turn is one event a notch.
    public enum Action: Hashable, Sendable { case press, release, wheelUp, wheelDown, drag }

    /// Of the first button or the wheel.
    public let action: Action
    /// Column of the cell, 0 based from the left.
    public let x: Int
    /// Row of the cell, 0 based from the top.
    public let y: Int

    /// - Parameters:
    ///   - x, y: the cell, 0 based from the top left.
    public init(_ action: Action, x: Int, y: Int) {
        self.action = action
        self.x = x
        self.y = y
    }
}
