// Where a host stands, as some source says. A claim, not yet a place in a topology.

/// Row, rack and tray of a host.
public struct HostPlace: Hashable, Sendable {
    /// `B`
    public var row: String
    /// Number of the rack in its row, 1 based: its column on the floor plan.
    public var rack: Int
    /// Number of the tray in its rack, 1 based.
    public var tray: Int

    public init(row: String, rack: Int, tray: Int) {
        self.row = row
        self.rack = rack
        self.tray = tray
    }
}
