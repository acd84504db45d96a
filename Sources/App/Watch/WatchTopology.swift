// Without an inventory the targets are the inventory: hosts by what their pages and labels call them, places by labels or name.

import Facility
import Storage
import Telemetry

enum WatchTopology {
    /// - Parameter named: hosts with GPU counts that a target's page names; empty before it answered.
    static func hosts(_ targets: [TargetDescription], named: (Int) -> [(host: String, gpus: Int)]) -> [HostEntry] {
        // A silent page of an address whose other pages all name one host belongs to that host.
        var aliases: [String: Set<String>] = [:]
        for (index, target) in targets.enumerated() {
            for (host, _) in named(index) { aliases[target.address, default: []].insert(host) }
        }
        var order: [String] = []
        var entries: [String: HostEntry] = [:]
        func add(_ name: String, _ gpus: Int, _ target: TargetDescription) {
            let declared = target.labels["gpus"].flatMap { Int($0) } ?? 0
            let count = max(gpus, min(64, max(0, declared)))
            if entries[name] == nil {
                order.append(name)
                entries[name] = HostEntry(name: name, place: place(name, target.labels), gpus: count)
            }
            entries[name]!.gpus = max(entries[name]!.gpus, count)
        }
        for (index, target) in targets.enumerated() {
            let names = named(index)
            if names.isEmpty {
                let alias = aliases[target.address].flatMap { $0.count == 1 ? $0.first : nil }
                add(target.labels["host"] ?? alias ?? target.address, 0, target)
            }
            for (host, gpus) in names { add(host, gpus, target) }
        }
        return order.map { entries[$0]! }
    }

    /// Labels `rack` and `tray` (or `slot`), else the default naming rule.
    private static func place(_ name: String, _ labels: [String: String]) -> HostPlace? {
        guard let rack = labels["rack"], let tray = (labels["tray"] ?? labels["slot"]).flatMap({ Int($0) }),
            (1...999).contains(tray)
        else { return HostNameRule.place(of: name) }
        let row = String(rack.prefix { $0.isLetter })
        guard !row.isEmpty, row.count <= 2, let number = Int(rack.dropFirst(row.count)), (1...999).contains(number)
        else {
            return HostNameRule.place(of: name)
        }
        return HostPlace(row: row.uppercased(), rack: number, tray: tray)
    }
}
