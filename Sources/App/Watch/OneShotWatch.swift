// Real targets, read until each has answered or failed: what a live screen shows after its first seconds.

import Facility
import Glibc
import Storage
import Telemetry

/// A single look at real targets.
public enum OneShotWatch {
    /// Long enough for time-outs to be known, short enough for a person.
    public static let limitMs: Int64 = 5_000

    /// Scrapes every target, exporters twice, and closes the slot.
    ///
    /// - Parameter limitMs: who has said nothing by then is given up.
    public static func play(_ options: WatchOptions, limitMs: Int64 = limitMs) throws(UserError) -> Snapshot {
        let (plans, _) = try options.plans()
        guard let plan = plans.take() else { throw UserError("there is nothing to watch") }
        if plan.descriptions.isEmpty { throw UserError(plan.problems.first ?? "there is nothing to watch") }
        for problem in (plan.problems + plan.warnings).prefix(5) { Output.warn(problem) }
        let targets = WatchTopology.named(plan.descriptions, by: plan.inventory)
        let floor = WatchTopology.plan(
            targets, inventory: plan.inventory, site: plan.site, hall: plan.hall.isEmpty ? "hall" : plan.hall
        ) { _ in [] }
        let topology = Topology(floor)
        let begin = SystemClock.now.milliseconds
        let store = Store(
            topology: topology, catalogue: plan.catalogue, targets: targets,
            start: Timestamp(milliseconds: begin - begin % 1000))
        let source = try WatchSource(plan: plan, plans: plans, hosts: floor.hosts) {
            Output.error("vigie: " + $0)
        }
        defer { source.stop() }
        let end = SystemClock.steadyMs + limitMs
        var known = store.topology
        var settled = 0
        while SystemClock.steadyMs < end {
            let now = source.now()
            source.advance(to: now, store: store)
            _ = store.close(upTo: now)
            // Hosts may just have been named: the slot their page came in is still to be closed under their own topology.
            if store.topology !== known {
                known = store.topology
                settled = Int((now - store.start) / store.stepMs)
            }
            // Rates need two pages.
            let answered = store.snapshot.targets.allSatisfy { $0.failure != nil || $0.scrapes >= scrapesWanted($0) }
            if answered, store.discovered.isEmpty, !store.hasMoved, store.snapshot.slot >= settled { break }
            source.pause(limitMs: 25)
        }
        giveUp(store, source)
        return store.snapshot
    }

    /// What to say of targets that brought nothing, a line each and a count of those left out; empty if all answered.
    public static func silence(_ snapshot: Snapshot) -> [String] {
        let silent = snapshot.targets.filter { $0.failure != nil }
        let named = silent.prefix(5).map { "\($0.description.url): \($0.failure?.reason ?? "")" }
        return named
            + (silent.count > 5 ? ["and \(silent.count - 5) more \(Plural.noun("target", of: silent.count - 5))"] : [])
    }

    /// Rates need two pages of an exporter; a file says all it has to say at once.
    private static func scrapesWanted(_ target: TargetStatus) -> Int {
        target.description.url.hasPrefix("http") ? 2 : 1
    }

    /// Who has said nothing by now is shown with that reason, in the next slot.
    private static func giveUp(_ store: Store, _ source: WatchSource) {
        let silent = store.snapshot.targets.indices.filter {
            store.snapshot.targets[$0].state == .neverSeen && store.snapshot.targets[$0].failure == nil
        }
        guard !silent.isEmpty else { return }
        let last = store.snapshot.slot
        for target in silent { store.accept(.failed(target: target, time: source.now(), .readTimeout)) }
        while store.snapshot.slot <= last {
            _ = store.close(upTo: source.now())
            source.pause(limitMs: 25)
        }
    }
}
