// What the screen gets to know of alarms beside the snapshot.

import Alerting

/// A board and what people said of it.
public struct AlertState: Sendable {
    /// Alarms of the newest evaluated slot; the empty board before the first.
    public var board = AlertBoard.empty
    /// Acknowledgements, mutes and remarks, by alarm key.
    public var notebook = AlertNotebook()

    /// No alarm and no note.
    public init() {}
}
