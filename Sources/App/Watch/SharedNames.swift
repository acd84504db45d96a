// Hosts that call themselves the same and are not: machines cloned with their name. Told by their GPUs; it decides no place.

import Storage
import Telemetry

/// What pages say of themselves, against each other.
enum SharedNames {
    /// Targets with a host label that keeps them apart, where pages from different addresses give one name and share no GPU. A page
    /// without GPUs goes with those of its address.
    ///
    /// - Parameter ownName: what a target's page calls its host, and the GPUs it shows; nil before it answered, and for pages of several.
    /// - Returns: the targets, and the names that several hosts claim, in order.
    static func toldApart(_ targets: [TargetDescription], ownName: (Int) -> (host: String, uuids: Set<String>)?)
        -> (targets: [TargetDescription], names: [String])
    {
        let seen = targets.indices.map { targets[$0].labels["host"] == nil ? ownName($0) : nil }
        var uuids: [String: [String: Set<String>]] = [:]
        for (target, seen) in zip(targets, seen) {
            guard let seen, !seen.uuids.isEmpty else { continue }
            uuids[seen.host, default: [:]][target.address, default: []].formUnion(seen.uuids)
        }
        let claimed = uuids.filter { claim in
            let sets = claim.value.values
            let all = sets.reduce(into: Set()) { $0.formUnion($1) }
            return sets.count > 1 && all.count == sets.reduce(0) { $0 + $1.count }
        }
        guard !claimed.isEmpty else { return (targets, []) }
        let named = targets.indices.map { index in
            var target = targets[index]
            if let host = seen[index]?.host, claimed[host]?[target.address] != nil {
                target.labels["host"] = "\(host) (\(target.address))"
            }
            return target
        }
        return (named, claimed.keys.sorted())
    }
}
