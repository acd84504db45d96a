// How a target is doing: what the targets view shows. Decided by the store, immutable in a snapshot.

import Telemetry

/// One target at one moment.
public struct TargetStatus: Sendable {
    /// What never changes, behind one reference: every snapshot copies the status of every target.
    private final class Origin: Sendable {
        let description: TargetDescription

        init(_ description: TargetDescription) { self.description = description }
    }

    private var origin: Origin
    /// The configured interval: asked for in every slot, so it stands here and not behind the reference.
    private(set) var configuredMs: Int64
    /// Where and how often it is read, and the labels of its discovery.
    public var description: TargetDescription { origin.description }
    /// The tray whose host it reads, nil if none is known.
    public var tray: Int?
    /// Planned out and unexpected come from its tray, the others from its scrapes.
    public var state = EntityState.neverSeen
    /// When the state was entered; nil if it never changed, or if nobody looked at that time.
    public var since: Timestamp?
    /// Why the last scrape failed, nil if it did not.
    public var failure: ScrapeFailure?
    /// Time of the newest page, nil if there never was one.
    public var lastSuccess: Timestamp?
    /// From request to last byte of the newest page; 0 if there never was one, nil if nobody kept it.
    public var lastDurationMs: Int? = 0
    /// Size of the newest page, inflated; nil if nobody kept it.
    public var bytes: Int? = 0
    /// Series on the newest page, known to the catalogue or not.
    public var series = 0
    /// Lines of the newest page that could not be read.
    public var badLines = 0
    /// The first of them and why; without one what else is odd about the page, nil if nothing is.
    public var firstBadLine: String?
    /// The source's own interval, learned from its changes.
    public var learnedIntervalMs: Int64?
    /// The larger of the configured and the learned interval; one learned from values that seldom move is no measure of silence, nor of doubt.
    public var intervalMs: Int64 {
        max(configuredMs, min(learnedIntervalMs ?? 0, max(60_000, 4 * configuredMs)))
    }
    /// Time of the newest page that said something new, nil if none did or nobody kept it.
    public var lastChange: Timestamp?
    /// Pages that came, since the start.
    public var scrapes = 0
    /// Scrapes that brought none, since the start.
    public var failures = 0
    /// The target that reads the same host and whose values count in place of some of its own, nil if there is none.
    public internal(set) var rival: Int?
    /// What its newest series are like; nothing of a page that was not read yet.
    public var page = TargetPage()

    /// A target that was never read.
    public init(description: TargetDescription) {
        origin = Origin(description)
        configuredMs = Int64(description.intervalMs)
    }
}

extension TargetStatus {
    /// The same health under a new description.
    init(description: TargetDescription, like other: TargetStatus) {
        self = other
        origin = Origin(description)
        configuredMs = Int64(description.intervalMs)
        tray = nil
        rival = nil
    }
}
