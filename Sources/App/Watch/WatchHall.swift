// `vigie watch`: configuration, discovery, store, source, screen.

import Facility
import Storage
import Telemetry

/// Real targets on a live screen.
public enum WatchHall {
    /// - Parameter log: a file that gets one line of JSON with the scrape counts at the end; nil for none.
    /// - Returns: the exit code.
    public static func run(_ options: WatchOptions, log: String?, _ screen: ScreenOptions) throws(UserError) -> Int32 {
        let (plans, config) = try options.plans()
        let warnings = config.warnings
        guard let plan = plans.take() else { return 2 }
        for warning in warnings { Output.warn(warning) }
        if plan.descriptions.isEmpty, options.config == nil {
            throw UserError(plan.problems.first ?? "there is nothing to watch")
        }
        let targets = WatchTopology.named(plan.descriptions, by: plan.inventory)
        let floor = WatchTopology.plan(
            targets, inventory: plan.inventory, site: plan.site, hall: plan.hall.isEmpty ? "hall" : plan.hall
        ) { _ in [] }
        let topology = Topology(floor)
        let retention = config.settings.retention
        Output.error("vigie: " + (try MemoryCheck.require(topology, retention)))
        let store = Store(
            topology: topology, catalogue: plan.catalogue, targets: targets, start: Self.start(),
            retention: retention)
        var screen = screen
        screen.terminal.hasOtherInput = options.readsInput
        try config.settings.apply(to: &screen)
        let publication = try Publication(store.snapshot)
        let source = try WatchSource(plan: plan, plans: plans, hosts: floor.hosts) {
            publication.notify($0)
        }
        screen.onReload = { plans.reload() }
        if screen.notice == nil, plan.inventory.contains(where: { $0.findings.contains { $0.kind == .unreadable } }) {
            screen.notice = "entries of the inventory were left out; `vigie check inventory` lists them"
        }
        if screen.notice == nil, !warnings.isEmpty {
            screen.notice =
                "\(Plural.counted(warnings.count, "part")) of the configuration not done; `vigie check config` lists them"
        }
        if screen.frame.view == nil, topology.trays.count == 1 { screen.frame.view = "tray" }
        let code = try LiveHall.run(store, source, screen, publication)
        if let log { try ScrapeLog.write(source.counts, to: log) }
        return code
    }

    /// Slots begin on whole seconds.
    private static func start() -> Timestamp {
        let now = SystemClock.now.milliseconds
        return Timestamp(milliseconds: now - now % 1000)
    }
}
