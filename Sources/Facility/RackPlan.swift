// A rack as an inventory names it, with or without hosts.

/// One rack that ought to stand on the floor.
public struct RackPlan: Hashable, Sendable {
    public var name: String
    public var row: String
    /// Number in the row, 1 based.
    public var number: Int
    /// Column on the floor plan, 1 based, gaps counted.
    public var column: Int
    public var template = RackTemplate.standardName
    public var life = LifeState.production
    public var groups: [GroupKind: String] = [:]
    /// Serial of the chassis, by which DCGM names the rack.
    public var chassis: String?

    public init(name: String, row: String, number: Int) {
        self.name = name
        self.row = row
        self.number = number
        column = number
    }
}
