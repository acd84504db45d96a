// Gives every fault of a scenario a place and a moment, by seed. Places never overlap.

import Facility
import Telemetry

/// The faults of a hall, and which of them touch a tray.
struct FaultPlan {
    let faults: [Fault]
    /// Indices into `faults`.
    let ofTray: [[Int]]

    /// - Parameter jobs: of each rack.
    init(topology: Topology, jobs: [Int], scenario: Scenario, start: Timestamp, noise: Noise) {
        var faults: [Fault] = []
        var taken = Taken()
        var ofTray = Array(repeating: [Int](), count: topology.trays.count)
        for (index, kind) in scenario.faults.enumerated() {
            // Of a few racks, a mix of faults would leave too little to look at.
            if kind.isRackWide, scenario == .mixed, topology.racks.count < 4 { continue }
            guard let spot = Self.spot(for: kind, index, topology, jobs, taken, noise) else { continue }
            let trays = topology.racks[spot.rack].trays
            taken.add(kind, spot, trays)
            let gpus = topology.trays[spot.tray].gpus
            let place: Place
            switch kind.reach {
            case .gpu where !gpus.isEmpty:
                place = .gpu(gpus.lowerBound + Int(noise.hash(23, index) % UInt64(gpus.count)))
            case .gpu, .tray: place = .tray(spot.tray)
            case .row: place = .row(topology.racks[spot.rack].row)
            case .hall: place = .hall
            case .rack, .group, .job: place = .rack(spot.rack)
            }
            let delay = 10_000 + Int64(noise.hash(24, index) % 50_001)
            let touched = Self.touched(kind, rack: spot.rack, tray: spot.tray, topology, jobs)
            for tray in touched { ofTray[tray].append(faults.count) }
            faults.append(Fault(kind: kind, place: place, begin: start + delay, trays: touched))
        }
        self.faults = faults
        self.ofTray = ofTray
    }

    /// Racks and trays that have a fault already.
    private struct Taken {
        var racks = Set<Int>()
        var wholeRacks = Set<Int>()
        var trays = Set<Int>()

        mutating func add(_ kind: Scenario, _ spot: (rack: Int, tray: Int), _ trays: Range<Int>) {
            racks.insert(spot.rack)
            if kind.isRackWide { wholeRacks.insert(spot.rack) } else { self.trays.insert(spot.tray) }
        }
    }

    /// A rack and a tray in it. Each fault has a rack of its own while there are any; then trays share racks, so that eight racks hold
    /// every kind. nil in halls too small even for that.
    private static func spot(
        for kind: Scenario, _ index: Int, _ topology: Topology, _ jobs: [Int], _ taken: Taken, _ noise: Noise
    ) -> (rack: Int, tray: Int)? {
        let count = topology.racks.count
        guard count > 0 else { return nil }
        let first = Int(noise.hash(21, index) % UInt64(count))
        let order = (0..<count).map { ($0 + first) % count }
        let alone = order.filter { !taken.racks.contains($0) }
        // A straggler, a hot tray or a throttled rack must be busy to be seen as what it is.
        func works(_ rack: Int) -> Bool { Job.plan[jobs[rack]].job.work == .training }
        func suits(_ rack: Int) -> Bool {
            guard kind.needsWork else { return true }
            // A cause that strikes a whole group is seen for what it is where the whole group works.
            guard case .group(let wanted) = kind.reach else { return works(rack) }
            let group = topology.groups.first { $0.kind == wanted && $0.racks.contains(rack) }
            return group?.racks.allSatisfy(works) ?? works(rack)
        }
        func tray(_ rack: Int) -> Int? {
            let trays = topology.racks[rack].trays
            guard !trays.isEmpty else { return nil }
            let start = Int(noise.hash(22, index) % UInt64(trays.count))
            return (0..<trays.count).lazy.map { trays.lowerBound + (start + $0) % trays.count }
                .first { !taken.trays.contains($0) }
        }
        let shared = kind.isRackWide ? [] : order.filter { !taken.wholeRacks.contains($0) }
        let candidates = alone.filter(suits) + shared.filter(suits) + alone + shared
        return candidates.lazy.compactMap { rack in tray(rack).map { (rack, $0) } }.first
    }

    /// The trays that a fault of this kind at this rack and tray reaches.
    private static func touched(_ kind: Scenario, rack: Int, tray: Int, _ topology: Topology, _ jobs: [Int]) -> [Int] {
        switch kind.reach {
        case .gpu, .tray: return [tray]
        case .rack: return Array(topology.racks[rack].trays)
        case .row: return Array(topology.rows[topology.racks[rack].row].trays)
        case .hall: return Array(topology.trays.indices)
        case .group(let wanted):
            let group = topology.groups.first { $0.kind == wanted && $0.racks.contains(rack) }
            return group?.trays ?? Array(topology.racks[rack].trays)
        case .job:
            return topology.racks.indices.filter { jobs[$0] == jobs[rack] }.flatMap { Array(topology.racks[$0].trays) }
        }
    }
}
