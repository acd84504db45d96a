// The bounds of every scrape.

/// Sizes and times that no target may exceed.
public struct ScrapeLimits: Sendable {
    public var pageBytes = 32_000_000
    public var connectTimeoutMs = 5_000
    /// From request to last byte; never more than the interval for targets slower than this.
    public var readTimeoutMs = 10_000
    /// Longest wait after failures.
    public var backoffMs = 15_000

    public init() {}

    /// Time-out of a whole scrape for a target of this interval: at least a second, so that a slow page is not a dead one.
    func scrapeTimeoutMs(intervalMs: Int) -> Int { max(1_000, min(readTimeoutMs, intervalMs * 2)) }
}
