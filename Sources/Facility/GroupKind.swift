// The kinds of things that racks and trays share, and that fail for all of them at once.

/// What a group has in common. Groups cut across rows.
public enum GroupKind: String, CaseIterable, Sendable {
    /// Scalable unit: the racks that are built and handed over together.
    case unit
    /// Power feed or busway.
    case feed
    /// Cooling loop, by its distribution unit.
    case loop
    /// Leaf switch of the fabric.
    case leaf
    /// Switch of the management network, over which the metrics come.
    case management

    /// For people: `power feed`.
    public var word: String {
        switch self {
        case .unit: "scalable unit"
        case .feed: "power feed"
        case .loop: "cooling loop"
        case .leaf: "leaf switch"
        case .management: "management switch"
        }
    }
}
