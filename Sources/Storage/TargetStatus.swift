// How a target is doing: what the targets view shows. Decided by the store, immutable in a snapshot.

import Telemetry

/// One target at one moment.
public struct TargetStatus: Sendable {
    public let description: TargetDescription
    /// The tray whose host it reads, nil if none is known.
    public internal(set) var tray: Int?
    public internal(set) var state = EntityState.neverSeen
    public internal(set) var since: Timestamp?
    /// Why the last scrape failed, nil if it did not.
    public internal(set) var failure: ScrapeFailure?
    public internal(set) var lastSuccess: Timestamp?
    public internal(set) var lastDurationMs = 0
    public internal(set) var bytes = 0
    public internal(set) var series = 0
    public internal(set) var badLines = 0
    public internal(set) var firstBadLine: String?
    /// The source's own interval, learned from its changes.
    public internal(set) var learnedIntervalMs: Int64?
    public internal(set) var scrapes = 0
    public internal(set) var failures = 0
}

extension TargetStatus {
    /// The same health under a new description.
    init(description: TargetDescription, like other: TargetStatus) {
        self.init(
            description: description, tray: nil, state: other.state, since: other.since, failure: other.failure,
            lastSuccess: other.lastSuccess, lastDurationMs: other.lastDurationMs, bytes: other.bytes,
            series: other.series,
            badLines: other.badLines, firstBadLine: other.firstBadLine, learnedIntervalMs: other.learnedIntervalMs,
            scrapes: other.scrapes, failures: other.failures)
    }
}
