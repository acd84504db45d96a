// The answer of a filter for a whole hall: one bit per GPU and tray. Made once per moment, asked by every view.

import Facility

/// Which GPUs and trays a filter means.
public struct FilterMatches: Equatable, Sendable {
    /// By GPU number: whether the filter holds for it; unknown is no.
    public let gpus: [Bool]
    /// The tray as such or one of its GPUs.
    public let trays: [Bool]
    /// GPUs for which it holds.
    public let gpuCount: Int

    init(_ filter: Filter, _ source: FilterSource) {
        let topology = source.snapshot.topology
        let gpus = (0..<topology.gpuCount).map { filter.truth(gpu: $0, in: source) == true }
        trays = topology.trays.indices.map { tray in
            topology.trays[tray].gpus.contains { gpus[$0] } || filter.truth(tray: tray, in: source) == true
        }
        self.gpus = gpus
        gpuCount = gpus.count { $0 }
    }

    /// Whether a place holds anything that is meant.
    public func contains(_ place: Place, in topology: Topology) -> Bool {
        switch place {
        case .gpu(let gpu): gpus.indices.contains(gpu) && gpus[gpu]
        case .tray(let tray): trays.indices.contains(tray) && trays[tray]
        case .rack(let rack): topology.racks[rack].trays.contains { trays[$0] }
        case .row(let row): topology.rows[row].trays.contains { trays[$0] }
        case .hall: trays.contains(true)
        }
    }
}
