// How much of its group a cause struck, in words: hosts of all hosts, and who was spared. It counts places, not members: two rules at one
// place are one.

import Facility
import Telemetry

/// The group of one cause and who of it takes part.
struct CauseExtent {
    /// Who took no part, as many as a line names.
    static let named = 3

    let topology: Topology
    let jobs: JobIndex
    let cause: CauseFinder.Cause

    /// `138 of 144 hosts`; `1 host` where it stands alone.
    func hosts(_ members: [CauseMember]) -> String {
        let struck = Set(members.map(\.tray)).count, all = max(struck, trays.count)
        return (all == 1 ? "" : "\(Thousands.grouped(struck)) of ")
            + "\(Thousands.grouped(all)) \(Plural.noun("host", of: all))"
    }

    /// `A02/t01/g0`: of those who take no part, where they are few; else only how many.
    func others(_ members: [CauseMember]) -> String {
        let struck = Set(members.map(\.gpu)), whole = Set(members.filter { $0.gpu < 0 }.map(\.tray))
        let others = gpus.filter { !struck.contains(Int32($0)) && !whole.contains(topology.trayOfGPU[$0]) }
        guard !others.isEmpty else { return "nobody" }
        let names = others.prefix(Self.named).map { topology.path(gpu: $0) }.joined(separator: ", ")
        return names + (others.count > Self.named ? " and \(Thousands.grouped(others.count - Self.named)) more" : "")
    }

    private var trays: [Int] {
        let all: [Int] =
            switch cause.scope {
            case nil, .job: []
            case .tray: [cause.index]
            case .rack: Array(topology.racks[cause.index].trays)
            case .row: Array(topology.rows[cause.index].trays)
            case .hall: Array(topology.trays.indices)
            case .unit, .feed, .loop, .leaf, .management: topology.groups[cause.index].trays
            }
        return all.filter { !topology.trays[$0].isPlannedOut }
    }

    private var gpus: [Int] {
        guard cause.scope == .job else { return trays.flatMap { topology.trays[$0].gpus } }
        return jobs.ofGPU.indices.filter { jobs.ofGPU[$0] == Int32(cause.index) }
    }
}
