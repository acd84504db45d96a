// Which host a target's page is about, as far as its discovery and the page can tell.

import Telemetry

extension TargetDescription {
    /// What people wrote comes before what a page of one host calls itself; pages of several hosts, and of unnamed ones, speak for themselves.
    func hosts(of table: SeriesTable) -> [String] {
        if table.hosts.isEmpty { return [labels["host"] ?? address] }
        if table.hosts.count == 1, let host = labels["host"] { return [host] }
        if table.hosts.count == 1, Self.isEverybody(table.hosts[0]) { return [address] }
        return table.hosts
    }

    /// What machines call themselves that were never given a name: all of them together are no host.
    public static func isEverybody(_ host: String) -> Bool {
        let name = host.lowercased()
        return name.hasPrefix("localhost") || name.hasPrefix("127.")
            || ["::1", "0.0.0.0", "(none)", "unknown", "none", "null", "-"].contains(name)
    }

    /// Targets with the same home are of one host until a page says better.
    public var home: String {
        [address, labels["host"] ?? "", labels["rack"] ?? "", labels["tray"] ?? ""].joined(separator: "\n")
    }
}
