// Where a host stands, as some source says. A claim, not yet a place in a topology.

/// Row, rack and tray of a host.
public struct HostPlace: Hashable, Sendable {
    /// `B`
    public var row: String
    /// Number of the rack in its row, 1 based: its column on the floor plan unless a plan says otherwise.
    public var rack: Int
    /// Number of the tray in its rack, 1 based.
    public var tray: Int
    /// The rack's own name if it is not made of row and number.
    public var rackName: String?

    public init(row: String, rack: Int, tray: Int, rackName: String? = nil) {
        self.row = row
        self.rack = rack
        self.tray = tray
        self.rackName = rackName
    }

    /// `B17`, or the rack's own name.
    public var rackTitle: String { rackName ?? row + (rack < 10 ? "0" : "") + "\(rack)" }
}
