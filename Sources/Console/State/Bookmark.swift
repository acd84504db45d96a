// A place and a moment that somebody wants to come back to.

import Facility
import Telemetry

/// Where one was, and when.
public struct Bookmark: Hashable, Sendable {
    public let moment: Timestamp
    public let place: Place
    public let view: ViewName
}
