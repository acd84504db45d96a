// `vigie watch`: discovery, store, source, screen.

import Facility
import Storage
import Telemetry

public enum WatchHall {
    /// - Parameter log: a file that gets one line of JSON with the scrape counts at the end; nil for none.
    /// - Returns: the exit code.
    ///
    /// - Parameter inventory: files that say what ought to be there.
    public static func run(
        _ urls: [String], inventory: [String] = [], log: String?, _ screen: ScreenOptions
    ) throws(UserError) -> Int32 {
        let parts = try InventoryFiles.parts(inventory)
        let targets = try TargetDiscovery.targets(urls)
        let plan = WatchTopology.plan(
            targets, inventory: parts, site: "", hall: urls.count == 1 ? "hall" : "\(urls.count) targets"
        ) { _ in [] }
        let topology = Topology(plan)
        try MemoryCheck.require(topology)
        let store = Store(topology: topology, catalogue: .standard, targets: targets, start: Self.start())
        let source = try WatchSource(targets: targets, hosts: plan.hosts, inventory: parts)
        var screen = screen
        if screen.frame.view == nil, topology.trays.count == 1 { screen.frame.view = "tray" }
        let code = try LiveHall.run(store, source, screen)
        if let log { try ScrapeLog.write(source.counts, to: log) }
        return code
    }

    /// Slots begin on whole seconds.
    private static func start() -> Timestamp {
        let now = SystemClock.now.milliseconds
        return Timestamp(milliseconds: now - now % 1000)
    }
}
