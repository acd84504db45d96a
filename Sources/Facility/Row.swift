// A line of racks on the floor.

/// One row of a topology.
public struct Row: Hashable, Sendable {
    /// `B`; `?` for hosts that nobody places.
    public let name: String
    /// Indices of its racks in `Topology.racks`, by number.
    public let racks: Range<Int>
    /// Indices of its trays in `Topology.trays`.
    public let trays: Range<Int>
    /// Indices of its GPUs.
    public let gpus: Range<Int>
    /// The aisle between this row and the one before, if the floor plan knows one.
    public let aisle: String?
}
