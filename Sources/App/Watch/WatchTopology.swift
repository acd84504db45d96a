// The plan of a watched hall: inventory files, and hosts as their pages and labels call them. Without files the targets are the
// inventory, and nothing is unexpected.

import Facility
import Storage
import Telemetry

enum WatchTopology {
    /// - Parameters:
    ///   - inventory: parts of inventory files; empty without any.
    ///   - named: hosts with GPU counts that a target's page names; empty before it answered.
    ///   - platform: what a target's page says of rack and slot, by host.
    static func plan(
        _ targets: [TargetDescription], inventory: [InventoryPart], site: String, hall: String,
        named: (Int) -> [(host: String, gpus: Int)], platform: (Int) -> [String: PlatformSighting] = { _ in [:] }
    ) -> HallPlan {
        InventoryMerge(inventory, live: live(targets, named: named, platform: platform), site: site, hall: hall).plan
    }

    /// Targets under the host that their `instance` label names, where the inventory knows that host and not their address: until a page says
    /// better, and for one that never comes. What people wrote in a `host` label stands.
    static func named(_ targets: [TargetDescription], by inventory: [InventoryPart]) -> [TargetDescription] {
        let known = Set(inventory.lazy.flatMap(\.claims).map(\.host))
        guard !known.isEmpty else { return targets }
        return targets.map { target in
            guard target.labels["host"] == nil, !known.contains(target.address),
                let host = target.labels["instance"].map(hostPart(of:)), known.contains(host)
            else { return target }
            var target = target
            target.address = host
            return target
        }
    }

    /// `a01-c04` of `a01-c04:9400`; brackets of an IPv6 address are none of it.
    private static func hostPart(of instance: String) -> String {
        if instance.hasPrefix("[") { return String(instance.dropFirst().prefix { $0 != "]" }) }
        guard let colon = instance.lastIndex(of: ":"), instance[instance.index(after: colon)...].allSatisfy(\.isNumber)
        else { return instance }
        return String(instance[..<colon])
    }

    /// The same without any inventory: hosts in the order their targets name them.
    static func hosts(_ targets: [TargetDescription], named: (Int) -> [(host: String, gpus: Int)]) -> [HostEntry] {
        InventoryMerge([], live: live(targets, named: named, platform: { _ in [:] })).plan.hosts
    }

    private static func live(
        _ targets: [TargetDescription], named: (Int) -> [(host: String, gpus: Int)],
        platform: (Int) -> [String: PlatformSighting]
    ) -> [LiveHost] {
        // A silent page of an address and place whose other pages all name one host belongs to that host.
        var aliases: [String: Set<String>] = [:]
        for (index, target) in targets.enumerated() {
            for (host, _) in named(index) { aliases[target.home, default: []].insert(host) }
        }
        var order: [String] = []
        var hosts: [String: LiveHost] = [:]
        func add(_ name: String, _ gpus: Int, _ target: TargetDescription, _ sighting: PlatformSighting?) {
            let declared = target.labels["gpus"].flatMap { Int($0) } ?? 0
            if hosts[name] == nil {
                order.append(name)
                hosts[name] = LiveHost(host: name, gpus: 0, labels: target.labels)
            }
            hosts[name]!.gpus = max(hosts[name]!.gpus, gpus, min(64, max(0, declared)))
            hosts[name]!.platform = hosts[name]!.platform ?? sighting
        }
        for (index, target) in targets.enumerated() {
            let names = named(index), sightings = platform(index)
            if names.isEmpty {
                let alias = aliases[target.home].flatMap { $0.count == 1 ? $0.first : nil }
                add(target.labels["host"] ?? alias ?? target.address, 0, target, nil)
            }
            for (host, gpus) in names {
                // A label that came since the page was read comes before what the page said.
                let label = names.count == 1 ? target.labels["host"] : nil
                add(label ?? host, gpus, target, sightings[host])
            }
        }
        return order.map { hosts[$0]! }
    }
}
