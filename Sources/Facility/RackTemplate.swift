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
        /// A switch, a cooling unit, storage: named, without telemetry of its own here.
        case other(String)
        case empty

        /// The same for units that differ in their number or name alone.
        public var kind: Int {
            switch self {
            case .managementSwitch: 0
            case .powerShelf: 1
            case .tray: 2
            case .nvlinkSwitch: 3
            case .other: 4
            case .empty: 5
            }
        }
    }

    /// The template of racks that name none.
    public static let standardName = "nvl72-8-9-10"

    /// Height number of the topmost unit.
    public let topU: Int
    /// Top first, one unit each; a tray of several units is named in its lowest.
    public let units: [Unit]
    /// GPUs of a tray of which an inventory says no number.
    public let gpusPerTray: Int

    public init(topU: Int, units: [Unit], gpusPerTray: Int = 4) {
        self.topU = topU
        self.units = units
        self.gpusPerTray = gpusPerTray
    }

    /// GB300 NVL72: 2 management switches, 4 shelves, trays 18...9, 9 NVLink switches, trays 8...1, 4 shelves.
    /// Source: docs.nvidia.com DGX GB200 user guide, hardware.
    public static let nvl72 = RackTemplate(
        topU: 48,
        units: [.managementSwitch(1), .managementSwitch(2)] + (1...4).map(Unit.powerShelf)
            + (9...18).reversed().map(Unit.tray) + (1...9).map(Unit.nvlinkSwitch)
            + (1...8).reversed().map(Unit.tray) + (5...8).map(Unit.powerShelf))

    /// The template of racks that no host stands in: switches, pumps, shelves.
    public static let bareName = "no-hosts"

    /// What is there without any file; the data files add to it.
    public static let known = [
        standardName: nvl72,
        bareName: RackTemplate(topU: 48, units: Array(repeating: .empty, count: 48), gpusPerTray: 0),
    ]

    /// Tray numbers, rising.
    public var trays: [Int] {
        units.compactMap { if case .tray(let number) = $0 { number } else { nil } }.sorted()
    }

    /// NVIDIA's slot numbers count compute and switch trays together, from the bottom.
    ///
    /// - Returns: the tray number at this slot, nil if a switch or nothing stands there. Slot 5 is tray index 4, slot 25 index 15.
    public func tray(atSlot slot: Int) -> Int? {
        var count = 0
        for unit in units.reversed() {
            switch unit {
            case .tray(let number):
                count += 1
                if count == slot { return number }
            case .nvlinkSwitch:
                count += 1
                if count == slot { return nil }
            default: break
            }
        }
        return nil
    }

    /// The tray whose lowest unit is at this height, nil if none is.
    public func tray(atHeight height: Int) -> Int? {
        let index = topU - height
        guard units.indices.contains(index), case .tray(let number) = units[index] else { return nil }
        return number
    }
}
