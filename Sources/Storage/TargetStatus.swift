// How a target is doing: what the targets view shows. Decided by the store, immutable in a snapshot.

import Telemetry

/// One target at one moment.
public struct TargetStatus: Sendable {
    public internal(set) var description: TargetDescription
    /// The tray whose host it reads, nil if none is known.
    public var tray: Int?
    public var state = EntityState.neverSeen
    public var since: Timestamp?
    /// Why the last scrape failed, nil if it did not.
    public var failure: ScrapeFailure?
    public var lastSuccess: Timestamp?
    public var lastDurationMs = 0
    public var bytes = 0
    public var series = 0
    public var badLines = 0
    public var firstBadLine: String?
    /// The source's own interval, learned from its changes.
    public var learnedIntervalMs: Int64?
    public var scrapes = 0
    public var failures = 0
    public internal(set) var page = TargetPage()

    public init(description: TargetDescription) { self.description = description }
}

extension TargetStatus {
    /// The same health under a new description.
    init(description: TargetDescription, like other: TargetStatus) {
        self = other
        self.description = description
        tray = nil
    }
}
