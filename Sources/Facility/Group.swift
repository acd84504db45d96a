// Trays that share one thing. Indices hold for one topology.

/// A named group of trays.
public struct Group: Hashable, Sendable {
    /// What its trays have in common.
    public let kind: GroupKind
    /// `CDU-A1`
    public let name: String
    /// Indices of its trays, rising.
    public let trays: [Int]
    /// Indices of the racks that hold them, rising.
    public let racks: [Int]
}
