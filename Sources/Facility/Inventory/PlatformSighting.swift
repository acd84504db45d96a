// What DCGM says of the tray its GPUs sit in: fields 571 to 577, as labels or as numbers.

/// Rack serial and position of one host.
public struct PlatformSighting: Hashable, Sendable {
    /// Serial of the rack.
    public var chassis: String
    /// Counts compute and switch trays from the bottom, from 1; nil if not said.
    public var slot: Int?
    /// Counts compute trays only, from 0.
    public var trayIndex: Int?

    public init(chassis: String, slot: Int? = nil, trayIndex: Int? = nil) {
        self.chassis = chassis
        self.slot = slot
        self.trayIndex = trayIndex
    }

    /// `tray_index` if present, else the slot through the template: slot 5 is tray 5, slot 25 is tray 16.
    public func tray(_ template: RackTemplate) -> Int? {
        if let trayIndex, (0...998).contains(trayIndex) { return trayIndex + 1 }
        return slot.flatMap { template.tray(atSlot: $0) }
    }
}
