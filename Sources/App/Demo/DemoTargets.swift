// The target list of a synthetic hall: two pages per host, in floor order.

import Facility
import Telemetry

/// Numbers of the demo's targets: GPU page of tray t is `2t`, host page `2t + 1`.
enum DemoTargets {
    static let gpuIntervalMs = 1_000
    static let hostIntervalMs = 15_000

    /// - Parameter stepMs: no page is read more often.
    static func list(_ topology: Topology, stepMs: Int64 = 1_000) -> [TargetDescription] {
        topology.trays.flatMap { tray in
            [("dcgm", gpuIntervalMs), ("node", hostIntervalMs)].map { kind, shortest in
                let interval = max(shortest, Int(stepMs))
                return TargetDescription(
                    url: "demo://\(tray.host)/\(kind)/metrics", address: tray.host, intervalMs: interval,
                    labels: ["host": tray.host])
            }
        }
    }
}
