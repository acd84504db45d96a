// What all targets of a scraper share.

import NIOCore
import Telemetry

/// Loop, mailbox and clock. Event loop only.
struct ScrapeEnvironment {
    let loop: any EventLoop
    let connector: Connector
    let mailbox: Mailbox
    let counters: ScrapeCounters
    let buffers = BufferPool()
    let wheel = DueWheel<TargetScraper>()
    let origin: NIODeadline
    /// Wall time, given by whoever may read a clock.
    let now: @Sendable () -> Timestamp

    /// Since the scraper's start.
    var elapsedMs: Int { Int((NIODeadline.now() - origin).nanoseconds / 1_000_000) }
}
