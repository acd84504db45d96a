// A place and a moment that somebody wants to come back to.

import Facility
import Telemetry

/// Where one was, and when.
public struct Bookmark: Hashable, Sendable {
    /// The moment that was shown, not the time of the key.
    public let moment: Timestamp
    /// What was selected; its number holds as long as the inventory does.
    public let place: Place
    /// The view it was seen in.
    public let view: ViewName

    /// A moment, a place and a view to come back to.
    public init(moment: Timestamp, place: Place, view: ViewName) {
        self.moment = moment
        self.place = place
        self.view = view
    }
}
