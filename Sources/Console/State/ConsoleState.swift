// Everything the user has chosen: view, selection, metric, pause. Plain data, changed only by `apply`.

import Facility
import Screen

/// The console's memory between frames.
public struct ConsoleState: Sendable {
    public var view: ViewName = .hall
    /// Views to come back to, newest last; bounded.
    public var trail: [ViewName] = []
    public var selection = Selection()
    /// The tray last looked at in each rack.
    var trayOfRack: [Int: Int] = [:]
    /// Index into `HeatMetric.layers`.
    public var layer = 0
    public var paused = false
    /// A sentence in place of the hints, until the next key.
    public var notice: String?
    /// The metric list is open, with this line selected.
    public var menuLine: Int?
    /// First line and selected line of the targets list and of other long lists.
    public var listLine = 0
    public var scroll = 0
    /// The target whose page is looked at.
    public var pageURL: String?
    /// Steps away from the map's own choice of detail.
    public var detail = 0
    /// Index into the trouble list that `w` went to last.
    var troubleIndex = -1

    public init(view: ViewName = .hall) { self.view = view }
}
