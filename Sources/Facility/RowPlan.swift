// A row on the floor as an inventory draws it.

/// Order, orientation and aisles of one row.
public struct RowPlan: Hashable, Sendable {
    /// As racks name it: `B`.
    public var name: String
    /// Racks are numbered from the right end: seen from the same side as all rows, the first stands last.
    public var isMirrored = false
    /// An aisle lies between this row and the one before: `cold`, `hot`, or any word.
    public var aisle: String?

    /// A row that is neither mirrored nor behind an aisle.
    public init(name: String) { self.name = name }
}
