// How many scrapes went how. Readable from any thread.

import Synchronization

/// Monotone counts since the start.
public final class ScrapeCounters: Sendable {
    private let done = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)
    private let skipped = Atomic<Int>(0)

    func succeeded() { done.add(1, ordering: .relaxed) }
    func failed() { lost.add(1, ordering: .relaxed) }
    /// A target was due while its last scrape was still open.
    func missed() { skipped.add(1, ordering: .relaxed) }

    /// Scrapes that brought a page.
    public var succeededCount: Int { done.load(ordering: .relaxed) }
    /// Scrapes that brought none, for whatever reason.
    public var failedCount: Int { lost.load(ordering: .relaxed) }
    /// Times that a target was due while its last scrape was still open.
    public var missedCount: Int { skipped.load(ordering: .relaxed) }
}
