// Places from host names by a regular expression of the operator's, with named groups `row`, `rack`, `tray`. The last resort.

/// One naming rule. Of several the first that matches counts.
public struct HostPattern: Hashable, Sendable {
    /// For example `(?<row>[a-z]+)(?<rack>[0-9]+)-c(?<tray>[0-9]+)`.
    public let pattern: String

    /// - Returns: nil if this is no regular expression or has no group `rack`.
    public init?(_ pattern: String) {
        guard pattern.utf8.count <= 1_000, pattern.contains("(?<rack>"), (try? Regex(pattern)) != nil else {
            return nil
        }
        self.pattern = pattern
    }

    /// The places of many hosts at once; hosts that do not match are left out. A domain after the first dot is ignored.
    public func places(of hosts: [String]) -> [String: HostPlace] {
        guard let regex = try? Regex(pattern).ignoresCase() else { return [:] }
        var found: [String: HostPlace] = [:]
        for host in hosts where host.utf8.count <= 253 {
            let name = host.prefix { $0 != "." }
            guard let match = name.wholeMatch(of: regex) else { continue }
            func group(_ name: String) -> String? {
                guard let value = match.output.first(where: { $0.name == name })?.substring else { return nil }
                return value.isEmpty ? nil : String(value)
            }
            guard let rack = group("rack") else { continue }
            found[host] = Self.place(row: group("row"), rack: rack, tray: group("tray"))
        }
        return found
    }

    /// A rack named by a number stands in its row; one named by a word keeps its name.
    static func place(row: String?, rack: String, tray: String?) -> HostPlace? {
        let tray = tray.flatMap { Int($0) } ?? 1
        guard (0...9_999).contains(tray) else { return nil }
        if let number = Int(rack), (0...9_999).contains(number), let row {
            return HostPlace(row: row.uppercased(), rack: number, tray: tray)
        }
        return RackName.place(rack, tray: tray, row: row?.uppercased())
    }
}
