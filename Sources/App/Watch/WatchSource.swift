// Targets over the network as a source of the core loop: the mailbox's reader, and the keeper of the topology.

import Facility
import Glibc
import Ingest
import Storage
import Telemetry

final class WatchSource: HallSource {
    private let targets: [TargetDescription]
    private let mailbox: Mailbox
    private let scraper: Scraper
    private let inventory: [InventoryPart]
    private var hosts: [HostEntry]
    private var nextCheckMs: Int64 = 0

    /// - Parameters:
    ///   - hosts: of the topology that the store begins with.
    ///   - inventory: parts of inventory files, weighed anew whenever pages name hosts.
    init(targets: [TargetDescription], hosts: [HostEntry], inventory: [InventoryPart] = []) throws(UserError) {
        try OpenFiles.raise(toHold: targets.count + 64)
        self.targets = targets
        self.hosts = hosts
        self.inventory = inventory
        mailbox = Mailbox(capacity: targets.count * 2)
        scraper = Scraper(targets: targets, catalogue: .standard, mailbox: mailbox) { SystemClock.now }
    }

    func now() -> Timestamp { SystemClock.now }

    func advance(to now: Timestamp, store: Store) {
        let results = mailbox.drain()
        for result in results { store.accept(result) }
        mailbox.recycle(results)
        store.missedScrapes = scraper.counters.missedCount
        guard !store.discovered.isEmpty, SystemClock.steadyMs >= nextCheckMs else { return }
        // At most once a second: pages of a starting hall name their hosts one by one.
        nextCheckMs = SystemClock.steadyMs + 1_000
        let plan = WatchTopology.plan(
            targets, inventory: inventory, site: store.topology.site, hall: store.topology.hall,
            named: { store.named($0) }, platform: { store.platform($0) })
        guard plan.hosts != hosts else { return }
        hosts = plan.hosts
        store.adopt(topology: Topology(plan), targets: targets)
    }

    func pause(limitMs: Int) { usleep(UInt32(min(limitMs, 25)) * 1000) }

    func stop() { scraper.stop() }

    /// Scrapes that went well, went wrong, or were left out because the one before was still open.
    var counts: (succeeded: Int, failed: Int, missed: Int) {
        (scraper.counters.succeededCount, scraper.counters.failedCount, scraper.counters.missedCount)
    }
}
