// What the screen gets to know of alarms beside the snapshot.

import Alerting

/// A board and what people said of it.
public struct AlertState: Sendable {
    public var board = AlertBoard.empty
    public var notebook = AlertNotebook()

    public init() {}
}
