// The order of units in a rack, top first. Data: other vendors order theirs in another way.

/// What stands at each height of a rack.
public struct RackTemplate: Hashable, Sendable {
    /// What a unit holds.
    public enum Unit: Hashable, Sendable {
        case managementSwitch(Int)
        case powerShelf(Int)
        /// Number counted from the bottom, 1 based, as `Tray.number`.
        case tray(Int)
        case nvlinkSwitch(Int)
        case empty
    }

    /// Height number of the topmost unit.
    public let topU: Int
    /// Top first, one unit each.
    public let units: [Unit]

    public init(topU: Int, units: [Unit]) {
        self.topU = topU
        self.units = units
    }

    /// GB300 NVL72: 2 management switches, 4 shelves, trays 18...9, 9 NVLink switches, trays 8...1, 4 shelves.
    /// Source: docs.nvidia.com DGX GB200 user guide, hardware.
    public static let nvl72 = RackTemplate(
        topU: 48,
        units: [.managementSwitch(1), .managementSwitch(2)] + (1...4).map(Unit.powerShelf)
            + (9...18).reversed().map(Unit.tray) + (1...9).map(Unit.nvlinkSwitch)
            + (1...8).reversed().map(Unit.tray) + (5...8).map(Unit.powerShelf))
}
