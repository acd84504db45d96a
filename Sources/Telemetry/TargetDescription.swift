// A page to read: where, how often, and what its discovery said about it. No health, no values.

/// One metrics page of one host.
public struct TargetDescription: Hashable, Sendable {
    /// Scheme, address and path as a URL.
    public var url: String { didSet { isController = Self.isController(url, labels) } }
    /// Address without port: the host's identity until a page says better.
    public var address: String
    /// Configured interval.
    public var intervalMs: Int
    /// Labels of its discovery, without the `__` ones. `host`, `rack`, `tray`, `gpus` give a place.
    public var labels: [String: String] { didSet { isController = Self.isController(url, labels) } }
    /// A page of the management controller rather than of the operating system. Kept, as thousands of silent hosts are asked each second.
    public private(set) var isController: Bool

    public init(url: String, address: String, intervalMs: Int, labels: [String: String] = [:]) {
        self.url = url
        self.address = address
        self.intervalMs = intervalMs
        self.labels = labels
        isController = Self.isController(url, labels)
    }

    private static let controllers = ["redfish", "ipmi", "bmc"]

    /// By its label `source`, else by the beginning of a part of its path.
    private static func isController(_ url: String, _ labels: [String: String]) -> Bool {
        if let source = labels["source"] { return controllers.contains(source) }
        return url.utf8.split(separator: UInt8(ascii: "/")).dropFirst().contains { part in
            controllers.contains { part.starts(with: $0.utf8) }
        }
    }

    /// Which of its host's pages it is: `:9400/metrics`, or the whole URL if it names no host.
    public var page: String {
        guard let scheme = url.firstRange(of: "://") else { return url }
        let rest = url[scheme.upperBound...]
        // The colons of an IPv6 address stand inside its brackets.
        let host = rest.hasPrefix("[") ? rest.prefix { $0 != "]" }.count : 0
        guard let start = rest.dropFirst(host).firstIndex(where: { $0 == ":" || $0 == "/" }) else { return url }
        return String(rest[start...])
    }
}
