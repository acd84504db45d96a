// Who says where a host stands. The order is the order of trust.

/// A source of placements, most trusted first.
public enum PlacementSource: UInt8, CaseIterable, Comparable, Sendable {
    /// vigie's own inventory file.
    case inventory
    case netbox
    /// Chassis serial, slot and tray index as DCGM reports them.
    case platform
    /// Labels of the target's discovery.
    case labels
    case hostName
    /// Nobody: row `?`.
    case none

    /// The more trusted is the lesser.
    public static func < (left: PlacementSource, right: PlacementSource) -> Bool { left.rawValue < right.rawValue }

    /// For people: `target labels`.
    public var word: String {
        switch self {
        case .inventory: "inventory"
        case .netbox: "NetBox"
        case .platform: "DCGM platform"
        case .labels: "target labels"
        case .hostName: "host name"
        case .none: "nowhere"
        }
    }
}
