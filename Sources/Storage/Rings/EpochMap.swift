// Where today's entities stood in an older inventory: how history crosses a change of the hall.

import Facility

/// For each entity of the newest epoch its number in an older one, -1 where it had none.
public struct EpochMap: Sendable {
    /// By GPU number.
    public internal(set) var gpus: [Int32]
    /// By tray number.
    public internal(set) var trays: [Int32]
    /// Racks, then rows, then the hall.
    public internal(set) var places: [Int32]

    /// Two halls of which nothing but their inventories is known: paths that are in both go on, and hosts that stood without a place.
    public init(from old: Topology, to new: Topology) {
        self.init(from: old, to: new, trayBefore: TrayMoves(from: old, to: new, aliases: [:], left: []).past)
    }

    /// - Parameter trayBefore: each new tray's number in the old topology, nil if it is new.
    init(from old: Topology, to new: Topology, trayBefore: [Int?]) {
        trays = trayBefore.map { Int32($0 ?? -1) }
        gpus = Array(repeating: -1, count: new.gpuCount)
        for (tray, before) in trayBefore.enumerated() {
            guard let before else { continue }
            for (to, from) in zip(new.trays[tray].gpus, old.trays[before].gpus) { gpus[to] = Int32(from) }
        }
        let racks = Dictionary(old.racks.enumerated().map { ($1.name, Int32($0)) }) { first, _ in first }
        let rows = Dictionary(old.rows.enumerated().map { ($1.name, Int32($0)) }) { first, _ in first }
        places = new.racks.map { racks[$0.name] ?? -1 }
        places += new.rows.map { rows[$0.name].map { $0 + Int32(old.racks.count) } ?? -1 }
        places.append(Int32(old.racks.count + old.rows.count))
    }

    /// This map, reached through a newer one.
    func behind(_ newer: EpochMap) -> EpochMap {
        var map = newer
        map.gpus = newer.gpus.map { $0 < 0 ? -1 : gpus[Int($0)] }
        map.trays = newer.trays.map { $0 < 0 ? -1 : trays[Int($0)] }
        map.places = newer.places.map { $0 < 0 ? -1 : places[Int($0)] }
        return map
    }

    func entities(_ content: TrackGroup.Content) -> [Int32] {
        switch content {
        case .gpus, .gpuRollUps: gpus
        case .trays: trays
        case .places: places
        }
    }
}
