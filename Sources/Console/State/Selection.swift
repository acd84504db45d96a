// The selected place at every level at once, so that going up and down again comes back to where one was.

import Facility

/// Indices into a topology; kept in range by `clamped`.
public struct Selection: Hashable, Sendable {
    /// Index into the topology's racks.
    public var rack = 0
    /// Index into the topology's trays, of all racks.
    public var tray = 0
    /// Place of the GPU inside its tray.
    public var ordinal = 0

    /// The first of everything.
    public init() {}

    /// The nearest selection that exists.
    public func clamped(to topology: Topology) -> Selection {
        guard !topology.racks.isEmpty else { return Selection() }
        var result = self
        result.rack = min(max(0, rack), topology.racks.count - 1)
        guard !topology.trays.isEmpty else { return result }
        let trays = topology.racks[result.rack].trays
        guard !trays.isEmpty else {
            // A rack without hosts: no tray of its own to select.
            result.tray = min(trays.lowerBound, topology.trays.count - 1)
            result.ordinal = 0
            return result
        }
        result.tray = min(max(trays.lowerBound, tray), max(trays.lowerBound, trays.upperBound - 1))
        result.ordinal = min(max(0, ordinal), max(0, topology.trays[result.tray].gpus.count - 1))
        return result
    }

    /// The GPU's index, nil if the tray has none.
    public func gpu(in topology: Topology) -> Int? {
        guard tray < topology.trays.count else { return nil }
        let gpus = topology.trays[tray].gpus
        return ordinal < gpus.count ? gpus.lowerBound + ordinal : nil
    }

    /// Selects a place and what leads to it.
    public mutating func select(_ place: Place, in topology: Topology) {
        switch place {
        case .hall: break
        case .row(let row): rack = topology.rows[row].racks.lowerBound
        case .rack(let index): rack = index
        case .tray(let index):
            tray = index
            rack = topology.trays[index].rack
        case .gpu(let gpu):
            tray = Int(topology.trayOfGPU[gpu])
            rack = topology.trays[tray].rack
            ordinal = gpu - topology.trays[tray].gpus.lowerBound
        }
        self = clamped(to: topology)
    }
}
