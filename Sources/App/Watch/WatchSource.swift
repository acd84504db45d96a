// Targets over the network, and page files, as a source of the core loop: the mailbox's reader, and the keeper of the topology.

import Console
import Facility
import Glibc
import Ingest
import Storage
import Telemetry

final class WatchSource: HallSource {
    private let plans: WatchPlans
    private var plan: WatchPlan
    private let mailbox: Mailbox
    private let scraper: Scraper
    private let folder: PageFolder
    private var hosts: [HostEntry]
    /// When it was last weighed who stands where.
    private var checkedMs: Int64 = 0
    /// Pages of a starting hall name their hosts one by one.
    private static let newsMs: Int64 = 1_000
    private static let namesMs: Int64 = 10_000
    private var sharedNames: [String] = []
    /// Targets as the store knows them: with the labels that keep hosts of one name apart.
    private var descriptions: [TargetDescription]
    /// Less is given way to within minutes.
    private static let noticedMs: Int64 = 5_000
    private let clock = LiveClock()
    private var isClockNoticed = false
    private let notify: (String) -> Void

    /// - Parameters:
    ///   - plan: the first one, whose hosts the store already has.
    ///   - notify: is told what a person should know, a sentence at a time.
    init(
        plan: WatchPlan, plans: WatchPlans, hosts: [HostEntry],
        notify: @escaping (String) -> Void = { _ in }
    ) throws(UserError) {
        LargeBlocks.giveBack()
        try OpenFiles.raise(toHold: plan.targets.count + 64)
        self.plan = plan
        descriptions = WatchTopology.named(plan.descriptions, by: plan.inventory)
        self.plans = plans
        self.hosts = hosts
        self.notify = notify
        mailbox = Mailbox(capacity: plan.targets.count * 2)
        folder = PageFolder(catalogue: plan.catalogue)
        folder.replace(plan.pageFiles)
        scraper = Scraper(targets: plan.targets, catalogue: plan.catalogue, mailbox: mailbox) { [clock] in clock.now }
        plans.start()
    }

    func now() -> Timestamp { clock.now }

    func advance(to now: Timestamp, store: Store) {
        if let plan = plans.take() { adopt(plan, store) }
        for notice in plans.takeNotices() { notify(notice) }
        noticeClock()
        let results = mailbox.drain()
        for result in results { store.accept(result) }
        mailbox.recycle(results)
        for result in folder.poll(nowMs: SystemClock.steadyMs, time: now, first: plan.targets.count) {
            store.accept(result)
        }
        store.missedScrapes = scraper.counters.missedCount
        // Labels that keep hosts apart hide what their pages call them: whether they still must is asked now and then.
        let hasNews = !store.discovered.isEmpty || store.hasMoved
        guard hasNews || !sharedNames.isEmpty,
            SystemClock.steadyMs - checkedMs >= (hasNews ? Self.newsMs : Self.namesMs)
        else { return }
        checkedMs = SystemClock.steadyMs
        store.hasMoved = false
        place(store) { $0 }
    }

    /// Says it once, and again if it happens again.
    private func noticeClock() {
        let aheadMs = clock.aheadMs
        let isAhead = aheadMs >= Self.noticedMs
        if isAhead, !isClockNoticed {
            notify(
                "this machine's clock was set back by \(Figures.age(aheadMs)): times shown run ahead of it by that, until vigie is started again"
            )
        }
        isClockNoticed = isAhead
    }

    /// Another list of targets: what the old one still delivers is taken under its own numbers first.
    private func adopt(_ new: WatchPlan, _ store: Store) {
        do throws(UserError) { try OpenFiles.raise(toHold: new.targets.count + 64) } catch {
            notify(error.description)
        }
        mailbox.resize(toHold: new.targets.count * 2)
        let old = scraper.replace(new.targets)
        for result in old { store.accept(result) }
        mailbox.recycle(old)
        plan = new
        folder.replace(new.pageFiles)
        let known = Dictionary(
            store.snapshot.targets.enumerated().map { ($0.element.description.url, $0.offset) }
        ) { first, _ in first }
        func before(_ index: Int) -> Int? { known[new.descriptions[index].url] }
        place(store, isNew: true, before: before)
    }

    /// Weighs anew who stands where.
    ///
    /// - Parameters:
    ///   - isNew: the store does not know these targets yet.
    ///   - before: the store's number of a target, nil if it has none.
    private func place(_ store: Store, isNew: Bool = false, before: (Int) -> Int?) {
        let (descriptions, shared) = SharedNames.toldApart(WatchTopology.named(plan.descriptions, by: plan.inventory)) {
            before($0).flatMap { store.ownName($0) }
        }
        for name in shared where !sharedNames.contains(name) {
            notify("several hosts call themselves \(name) and share no GPU: each is shown with its address")
        }
        sharedNames = shared
        let floor = WatchTopology.plan(
            descriptions, inventory: plan.inventory, site: plan.site.isEmpty ? store.topology.site : plan.site,
            hall: plan.hall.isEmpty ? store.topology.hall : plan.hall,
            named: { before($0).map { store.named($0) } ?? [] },
            platform: { before($0).map { store.platform($0) } ?? [:] })
        guard isNew || floor.hosts != hosts || descriptions != self.descriptions else { return }
        hosts = floor.hosts
        self.descriptions = descriptions
        store.adopt(topology: Topology(floor), targets: descriptions)
    }

    func pause(limitMs: Int) { usleep(UInt32(min(limitMs, 25)) * 1000) }

    func stop() {
        plans.stop()
        scraper.stop()
    }

    /// Scrapes that went well, went wrong, or were left out because the one before was still open.
    var counts: (succeeded: Int, failed: Int, missed: Int) {
        (scraper.counters.succeededCount, scraper.counters.failedCount, scraper.counters.missedCount)
    }
}
