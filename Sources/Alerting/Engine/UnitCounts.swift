// How large every possible scope is: in GPUs, hosts without GPUs counting one. Planned-out trays do not count. One per topology.

import Facility

/// Sizes of all scopes of a topology, and the groups of every tray.
struct UnitCounts {
    let hall: Int
    let groupsOfTray: [[Int32]]
    private let trays: [Int]
    private let racks: [Int]
    private let rows: [Int]
    private let groups: [Int]
    private let jobs: [Int]

    init(_ topology: Topology, _ jobs: JobIndex) {
        let trays = topology.trays.map { $0.isPlannedOut ? 0 : max(1, $0.gpus.count) }
        self.trays = trays
        racks = topology.racks.map { $0.trays.reduce(0) { $0 + trays[$1] } }
        rows = topology.rows.map { $0.trays.reduce(0) { $0 + trays[$1] } }
        groups = topology.groups.map { $0.trays.reduce(0) { $0 + trays[$1] } }
        hall = trays.reduce(0, +)
        var ofTray = [[Int32]](repeating: [], count: topology.trays.count)
        for (index, group) in topology.groups.enumerated() {
            for tray in group.trays { ofTray[tray].append(Int32(index)) }
        }
        groupsOfTray = ofTray
        var sizes = [Int](repeating: 0, count: jobs.names.count)
        for job in jobs.ofGPU where job >= 0 { sizes[Int(job)] += 1 }
        self.jobs = sizes
    }

    func total(_ scope: Scope, _ index: Int) -> Int {
        switch scope {
        case .tray: max(1, trays[index])
        case .rack: max(1, racks[index])
        case .row: max(1, rows[index])
        case .hall: max(1, hall)
        case .job: max(1, jobs[index])
        case .unit, .feed, .loop, .leaf, .management: max(1, groups[index])
        }
    }
}
