// What pages say of the rack and slot their host sits in: for the inventory, which lives outside of the store.

import Facility
import Telemetry

extension Store {
    /// Hosts that the target's newest page names, with what the platform fields say of them.
    public func platform(_ target: Int) -> [String: PlatformSighting] {
        guard records.indices.contains(target), let table = records[target].binding?.table else { return [:] }
        var found: [String: PlatformSighting] = [:]
        let names = records[target].status.description.hosts(of: table)
        for (host, identity) in table.gpus where !identity.chassis.isEmpty {
            let index = max(0, host)
            guard index < names.count, found[names[index]] == nil else { continue }
            found[names[index]] = PlatformSighting(
                chassis: identity.chassis, slot: identity.slot, trayIndex: identity.trayIndex)
        }
        return found
    }
}
