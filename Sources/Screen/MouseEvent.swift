// What a mouse did, in cells.

/// One mouse report.
public struct MouseEvent: Hashable, Sendable {
    public enum Action: Hashable, Sendable { case press, release, wheelUp, wheelDown, drag }

    public let action: Action
    public let x: Int
    public let y: Int

    public init(_ action: Action, x: Int, y: Int) {
        self.action = action
        self.x = x
        self.y = y
    }
}
