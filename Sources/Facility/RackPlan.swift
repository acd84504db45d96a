// A rack as an inventory names it, with or without hosts.

/// One rack that ought to stand on the floor.
public struct RackPlan: Hashable, Sendable {
    /// `B17`
    public var name: String
    /// Name of its row; `?` if nobody says.
    public var row: String
    /// Number in the row, 1 based.
    public var number: Int
    /// Column on the floor plan, 1 based, gaps counted.
    public var column: Int
    /// A name in `HallPlan.templates`; an unknown one means the standard template.
    public var template = RackTemplate.standardName
    /// Its own; if planned out, that of its trays too.
    public var life = LifeState.production
    /// Name of the feed, loop, switch or unit that it hangs on, by kind; kinds that nobody names are absent.
    public var groups: [GroupKind: String] = [:]
    /// Serial of the chassis, by which DCGM names the rack.
    public var chassis: String?

    /// In production, of the standard template, in the column of its number.
    public init(name: String, row: String, number: Int) {
        self.name = name
        self.row = row
        self.number = number
        column = number
    }
}
