// All targets on one event-loop thread. It fetches and decodes; what becomes of the results is the mailbox's reader's business.

import NIOCore
import NIOPosix
import Telemetry

/// Reads targets on their schedules until stopped.
public final class Scraper: Sendable {
    /// Over all targets, old lists included.
    public let counters = ScrapeCounters()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let loop: any EventLoop
    private let crew: NIOLoopBoundBox<ScrapeCrew>
    private let mailbox: Mailbox

    /// - Parameter now: wall time for the batches.
    public init(
        targets: [ScrapeTarget], catalogue: Catalogue, mailbox: Mailbox, now: @escaping @Sendable () -> Timestamp
    ) {
        loop = group.next()
        self.mailbox = mailbox
        let counters = counters, loop = loop
        crew = .makeBoxSendingValue(
            ScrapeCrew(catalogue: catalogue) {
                ScrapeEnvironment(
                    loop: loop, connector: Connector(loop: loop), mailbox: mailbox, counters: counters, origin: .now(),
                    now: now)
            }, eventLoop: loop)
        let box = crew
        loop.execute { box.value.replace(targets) }
    }

    /// Takes another list: targets that stay the same keep their connections and what they have learned.
    ///
    /// - Returns: results that still count in the old list's numbers; whatever comes later counts in the new one's.
    ///   Called from another thread.
    public func replace(_ targets: [ScrapeTarget]) -> [ScrapeResult] {
        let box = crew, mailbox = mailbox
        let old = loop.submit {
            box.value.replace(targets)
            return mailbox.drain()
        }
        return (try? old.wait()) ?? []
    }

    /// Closes every connection and ends the thread. Called once, from another thread.
    public func stop() {
        let box = crew
        try? loop.submit { box.value.stop() }.wait()
        try? group.syncShutdownGracefully()
    }
}
