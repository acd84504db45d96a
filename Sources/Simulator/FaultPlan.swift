// Gives every fault of a scenario a place and a moment, by seed. Places never overlap.

import Facility
import Telemetry

/// The faults of a hall, and which of them touch a tray.
struct FaultPlan {
    let faults: [Fault]
    /// Indices into `faults`.
    let ofTray: [[Int]]

    init(topology: Topology, scenario: Scenario, start: Timestamp, noise: Noise) {
        var faults: [Fault] = []
        var taken = Set<Int>()
        var ofTray = Array(repeating: [Int](), count: topology.trays.count)
        for (index, kind) in scenario.faults.enumerated() {
            // Each fault has a rack of its own; a hall too small for all of them has those that fit.
            guard let rack = Self.rack(for: kind, index, topology, taken, noise) else { continue }
            taken.insert(rack)
            let trays = topology.racks[rack].trays
            let tray = trays.lowerBound + Int(noise.hash(22, index) % UInt64(trays.count))
            let gpus = topology.trays[tray].gpus
            let place: Place
            switch kind {
            case .darkRack: place = .rack(rack)
            case .gpuOffBus where !gpus.isEmpty, .eccStorm where !gpus.isEmpty:
                place = .gpu(gpus.lowerBound + Int(noise.hash(23, index) % UInt64(gpus.count)))
            case .throttling: place = .rack(rack)
            default: place = .tray(tray)
            }
            let delay = 10_000 + Int64(noise.hash(24, index) % 50_001)
            for touched in kind == .darkRack || kind == .throttling ? trays : tray..<tray + 1 {
                ofTray[touched].append(faults.count)
            }
            faults.append(Fault(kind: kind, place: place, begin: start + delay))
        }
        self.faults = faults
        self.ofTray = ofTray
    }

    private static func rack(
        for kind: Scenario, _ index: Int, _ topology: Topology, _ taken: Set<Int>, _ noise: Noise
    ) -> Int? {
        let count = topology.racks.count
        guard count > 0 else { return nil }
        let first = Int(noise.hash(21, index) % UInt64(count))
        let order = (0..<count).map { ($0 + first) % count }.filter { !taken.contains($0) }
        // A straggler, a hot tray or a throttled rack must be busy to be seen as what it is.
        return order.first { rack in
            guard [.straggler, .hotTray, .throttling, .nvlinkDown].contains(kind) else { return true }
            return Job.plan[Job.index(rack: rack, of: count)].job.work == .training
        } ?? order.first
    }
}
