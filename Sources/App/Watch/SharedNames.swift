// Hosts that call themselves the same and are not: machines cloned with their name. Told by their GPUs; it decides no place.

import Storage
import Telemetry

/// What pages say of themselves, against each other.
enum SharedNames {
    /// Targets with a host label that keeps them apart, where pages from different addresses give one name and number other GPUs alike.
    /// Exporters of one host share a GPU, or share its GPUs between them. Of a name that is several hosts', each address is one.
    ///
    /// - Parameter ownName: what a target's page calls its host, and the UUIDs of its GPUs by number; nil before it answered, and for pages
    ///   of several hosts.
    /// - Returns: the targets, and the names that several hosts claim, in order.
    static func toldApart(_ targets: [TargetDescription], ownName: (Int) -> (host: String, uuids: [Int: String])?)
        -> (targets: [TargetDescription], names: [String])
    {
        let seen = targets.indices.map { targets[$0].labels["host"] == nil ? ownName($0) : nil }
        var uuids: [String: [String: [Int: String]]] = [:]
        for (target, seen) in zip(targets, seen) {
            guard let seen, !seen.uuids.isEmpty else { continue }
            uuids[seen.host, default: [:]][target.address, default: [:]].merge(seen.uuids) { first, _ in first }
        }
        let claimed = uuids.filter { isSeveral(Array($0.value.values)) }
        guard !claimed.isEmpty else { return (targets, []) }
        let named = targets.indices.map { index in
            var target = targets[index]
            if let host = seen[index]?.host, claimed[host] != nil {
                target.labels["host"] = "\(host) (\(target.address))"
            }
            return target
        }
        return (named, claimed.keys.sorted())
    }

    /// No GPU in common, but a number.
    private static func isSeveral(_ addresses: [[Int: String]]) -> Bool {
        var all = Set<String>(), numbers = Set<Int>()
        var count = 0, sharesNumber = false
        for uuids in addresses {
            all.formUnion(uuids.values)
            count += Set(uuids.values).count
            if !numbers.isDisjoint(with: uuids.keys) { sharesNumber = true }
            numbers.formUnion(uuids.keys)
        }
        return sharesNumber && all.count == count
    }
}
