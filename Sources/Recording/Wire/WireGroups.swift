// Which targets share a chunk of wire: those of a rack by their description alone, so that a reader knows where to look.

import Facility
import Telemetry

enum WireGroups {
    /// Targets that stand in no rack share groups of this size.
    static let loose = 36

    /// - Returns: the group of each target.
    static func assign(_ targets: [TargetDescription], _ topology: Topology) -> [Int] {
        targets.enumerated().map { index, target in
            let tray = topology.tray(ofHost: target.labels["host"] ?? target.address)
            return tray.map { topology.trays[$0].rack } ?? topology.racks.count + index / loose
        }
    }
}
