// The states of all GPUs counted up the topology.

import Facility
import Telemetry

extension StateCounts {
    /// - Returns: the racks, the rows, the hall.
    static func count(_ states: [EntityState], topology: Topology) -> [StateCounts] {
        let racks = topology.racks.count, rows = topology.rows.count
        var counts = [StateCounts](repeating: StateCounts(), count: racks + rows + 1)
        for rack in 0..<racks {
            for gpu in topology.racks[rack].gpus { counts[rack].add(states[gpu]) }
            counts[racks + topology.racks[rack].row].merge(counts[rack])
            counts[racks + rows].merge(counts[rack])
        }
        return counts
    }
}
