// All targets on one event-loop thread. It fetches and decodes; what becomes of the results is the mailbox's reader's business.

import NIOCore
import NIOPosix
import Telemetry

/// Reads targets on their schedules until stopped.
public final class Scraper: Sendable {
    public let counters = ScrapeCounters()
    private let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
    private let loop: any EventLoop
    private let targets: NIOLoopBoundBox<[TargetScraper]>

    /// - Parameter now: wall time for the batches.
    public init(
        targets: [TargetDescription], catalogue: Catalogue, mailbox: Mailbox, limits: ScrapeLimits = ScrapeLimits(),
        now: @escaping @Sendable () -> Timestamp
    ) {
        loop = group.next()
        self.targets = .makeBoxSendingValue([], eventLoop: loop)
        let urls = targets.map { TargetURL($0.url) }
        let connector = Connector(loop: loop, limits: limits, needsTLS: urls.contains { $0?.isTLS == true })
        let environment = ScrapeEnvironment(
            loop: loop, connector: connector, mailbox: mailbox, limits: limits, counters: counters, origin: .now(),
            now: now)
        let box = self.targets
        let shared = NIOLoopBoundBox.makeBoxSendingValue(environment, eventLoop: loop)
        loop.execute {
            let segments = SegmentStore()
            box.value = targets.indices.compactMap { index in
                guard let url = urls[index] else { return nil }
                let decoder = PageDecoder(catalogue: catalogue, store: segments)
                return TargetScraper(
                    index: index, url: url, intervalMs: targets[index].intervalMs, decoder: decoder,
                    environment: shared.value)
            }
            box.value.forEach { $0.start() }
        }
    }

    /// Closes every connection and ends the thread. Called once, from another thread.
    public func stop() {
        let box = targets
        try? loop.submit { box.value.forEach { $0.stop() } }.wait()
        try? group.syncShutdownGracefully()
    }
}
