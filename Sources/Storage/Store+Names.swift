// What pages call their hosts, for whoever plans the hall. It gives nobody a place.

import Telemetry

extension Store {
    /// Hosts that the target's newest page names, with the GPUs it shows on each; empty before it answered.
    public func named(_ target: Int) -> [(host: String, gpus: Int)] {
        guard records.indices.contains(target), let table = records[target].binding?.table else { return [] }
        let home = records[target].status.description
        return home.hosts(of: table).enumerated().map { index, name in
            let gpus = table.gpus.filter { max(0, $0.host) == index }.map { $0.identity.ordinal + 1 }.max() ?? 0
            return (name, min(gpus, 64))
        }
    }

    /// What a page about one host calls it, whatever people call it, and the UUIDs of the GPUs it shows, by number; nil before it answered.
    public func ownName(_ target: Int) -> (host: String, uuids: [Int: String])? {
        guard records.indices.contains(target), let table = records[target].binding?.table, table.hosts.count == 1,
            !TargetDescription.isEverybody(table.hosts[0])
        else { return nil }
        var uuids: [Int: String] = [:]
        for (_, identity) in table.gpus where !identity.uuid.isEmpty { uuids[identity.ordinal] = identity.uuid }
        return (table.hosts[0], uuids)
    }
}
