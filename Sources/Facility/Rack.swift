// A rack at its place on the floor.

/// One rack of a topology.
public struct Rack: Hashable, Sendable {
    /// `B17`
    public let name: String
    /// Index of its row.
    public let row: Int
    /// Its number in the row, 1 based.
    public let number: Int
    /// Its column on the floor plan, 1 based: gaps and mirrored rows are in it.
    public let column: Int
    /// Indices of its trays; empty for a rack that stands there without hosts.
    public let trays: Range<Int>
    /// Indices of its GPUs.
    public let gpus: Range<Int>
    /// Name of its template in `Topology.templates`.
    public let template: String
    /// As its plan says; in production if it has none.
    public let life: LifeState
}
