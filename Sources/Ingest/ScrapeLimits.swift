// The bounds of every scrape.

import Exposition

/// Sizes and times that no target may exceed.
public struct ScrapeLimits: Hashable, Sendable {
    /// Sizes within a page.
    public var page = PageLimits()
    /// For the TCP connection.
    public var connectTimeoutMs = 5_000
    /// From request to last byte; never more than the interval for targets slower than this.
    public var readTimeoutMs = 10_000
    /// Longest wait after failures.
    public var backoffMs = 15_000

    public init() {}

    /// Of the page as text, inflated.
    public var pageBytes: Int {
        get { page.pageBytes }
        set { page.pageBytes = newValue }
    }

    /// Time-out of a whole scrape for a target of this interval: at least a second, so that a slow page is not a dead one.
    func scrapeTimeoutMs(intervalMs: Int) -> Int { max(1_000, min(readTimeoutMs, intervalMs * 2)) }
}
