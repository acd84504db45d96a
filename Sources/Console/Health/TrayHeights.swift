// The temperature of every tray beside that of its height in other racks. Only trays that draw about as much are compared: an idle rack is
// cool at every height.

import Facility
import Storage
import Telemetry

/// Mean temperatures by tray, looked up once per moment.
struct TrayHeights: Sendable {
    /// A tray is a peer if it draws at least this share of the power.
    static let leastShare = 0.8

    private let topology: Topology
    private let means: [Double]
    private let watts: [Double]
    private let byNumber: [Int: [Int]]

    init(_ snapshot: Snapshot) {
        topology = snapshot.topology
        let rollUps = topology.trays.indices.map { snapshot.rollUp(.tempCelsius, .tray($0)) }
        means = rollUps.map { $0.count > 0 ? $0.mean : .nan }
        watts = topology.trays.indices.map {
            let power = snapshot.rollUp(.powerWatts, .tray($0))
            return power.count > 0 ? power.mean : .nan
        }
        byNumber = Dictionary(grouping: topology.trays.indices) { [topology] in topology.trays[$0].number }
    }

    /// Mean over the tray's GPUs that report; NaN if none does.
    func mean(_ tray: Int) -> Double { means[tray] }

    /// The same height in the other racks that work about as hard; where nobody measures power, in all of them.
    func elsewhere(_ tray: Int) -> (mean: Double, racks: Int) {
        let least = watts[tray].isFinite ? watts[tray] * Self.leastShare : -1
        let others = (byNumber[topology.trays[tray].number] ?? []).filter { other in
            topology.trays[other].rack != topology.trays[tray].rack && means[other].isFinite
                && (watts[other].isFinite ? watts[other] >= least : least < 0)
        }
        guard !others.isEmpty else { return (.nan, 0) }
        return (others.reduce(0) { $0 + means[$1] } / Double(others.count), others.count)
    }
}
