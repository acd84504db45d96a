// How many scrapes went how. Readable from any thread.

import Synchronization

/// Monotone counts since the start.
public final class ScrapeCounters: Sendable {
    private let done = Atomic<Int>(0)
    private let lost = Atomic<Int>(0)
    private let skipped = Atomic<Int>(0)

    /// - Parameter missed: times that the target was due while this page was still to come.
    func succeeded(missed: Int) {
        done.add(1, ordering: .relaxed)
        if missed > 0 { skipped.add(missed, ordering: .relaxed) }
    }
    func failed() { lost.add(1, ordering: .relaxed) }

    /// Scrapes that brought a page.
    public var succeededCount: Int { done.load(ordering: .relaxed) }
    /// Scrapes that brought none, for whatever reason.
    public var failedCount: Int { lost.load(ordering: .relaxed) }
    /// Times that a target was due while a page that did come was still on its way. A target that hangs fails, it misses nothing.
    public var missedCount: Int { skipped.load(ordering: .relaxed) }
}
