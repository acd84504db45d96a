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

    /// - Parameter metric: the temperature that is compared.
    init(_ snapshot: Snapshot, _ metric: MetricID = .tempCelsius) {
        topology = snapshot.topology
        let rollUps = topology.trays.indices.map { snapshot.rollUp(metric, .tray($0)) }
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
    ///
    /// - Parameter odd: trays that are no measure of what is usual.
    func elsewhere(_ tray: Int, without odd: Set<Int> = []) -> (mean: Double, racks: Int) {
        let others = (byNumber[topology.trays[tray].number] ?? []).filter {
            topology.trays[$0].rack != topology.trays[tray].rack && works($0, as: tray) && !odd.contains($0)
        }
        return (mean(of: others), others.count)
    }

    /// Over those of the trays that work about as hard as this one; NaN if none does.
    func mean(_ trays: some Sequence<Int>, workingAs tray: Int) -> Double {
        mean(of: trays.filter { works($0, as: tray) })
    }

    private func works(_ other: Int, as tray: Int) -> Bool {
        guard means[other].isFinite else { return false }
        guard watts[tray].isFinite else { return !watts[other].isFinite }
        return watts[other] >= watts[tray] * Self.leastShare
    }

    private func mean(of trays: [Int]) -> Double {
        trays.isEmpty ? .nan : trays.reduce(0) { $0 + means[$1] } / Double(trays.count)
    }
}
