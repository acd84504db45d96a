// A page to read and how.

import Telemetry

/// A target with its job.
public struct ScrapeTarget: Sendable {
    /// Where, how often, and with which labels.
    public let description: TargetDescription
    /// How: shared with the other targets of its job.
    public let job: ScrapeJob

    /// From connect to last byte; nil: as its job says.
    public let timeoutMs: Int?

    public init(_ description: TargetDescription, job: ScrapeJob = ScrapeJob(), timeoutMs: Int? = nil) {
        self.description = description
        self.job = job
        self.timeoutMs = timeoutMs
    }

    /// Two with the same key are one target: it keeps its connection and what it has learned.
    var key: Key {
        Key(
            url: description.url, intervalMs: description.intervalMs, timeoutMs: timeoutMs, labels: description.labels,
            job: job.key)
    }

    struct Key: Hashable {
        let url: String
        let intervalMs: Int
        let timeoutMs: Int?
        let labels: [String: String]
        let job: Int
    }

    /// The job's context with this target's labels.
    var context: SeriesContext {
        var context = job.context
        guard !context.rules.isEmpty else { return context }
        context.labels.merge(description.labels) { $1 }
        // Rules may look at the target's own labels, so nothing learned may be shared.
        var hasher = Hasher()
        hasher.combine(job.key)
        hasher.combine(description.labels)
        context.sharingKey = hasher.finalize()
        return context
    }
}
