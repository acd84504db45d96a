// A rack at its place on the floor.

/// One rack of a topology.
public struct Rack: Hashable, Sendable {
    /// `B17`
    public let name: String
    /// Index of its row.
    public let row: Int
    /// Its number in the row, which is its column on the floor plan, 1 based.
    public let number: Int
    public let trays: Range<Int>
    public let gpus: Range<Int>
}
