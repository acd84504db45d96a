// Who is farthest from his peers, farthest first. Places whose deviation nobody knows are not in it.

import Facility
import Storage
import Telemetry

/// The rows of the outliers view.
struct OutlierList {
    static let columns = ["place", "σ", "value", "peers", "state", "job", "host"]
    static let limit = 2_000

    let rows: [Place]
    let deviations: [Float]
    /// GPUs beyond six and beyond three deviations.
    let beyond: (six: Int, three: Int)

    init(_ scene: Scene, _ state: ConsoleState) {
        let topology = scene.snapshot.topology
        guard let peers = state.derived.peers else {
            rows = []
            deviations = []
            beyond = (0, 0)
            return
        }
        var all: [(Place, Float)]
        switch state.levels[.outliers] ?? .gpu {
        case .tray: all = topology.trays.indices.map { (.tray($0), peers.deviation(topology.trays[$0].gpus)) }
        case .rack: all = topology.racks.indices.map { (.rack($0), peers.deviation(topology.racks[$0].gpus)) }
        default: all = (0..<topology.gpuCount).map { (.gpu($0), peers.deviation($0)) }
        }
        all.removeAll { $0.1.isNaN }
        if let matches = state.matches { all.removeAll { !matches.contains($0.0, in: topology) } }
        beyond = (all.count { abs($0.1) > 6 }, all.count { abs($0.1) > 3 })
        let list = state.lists[.outliers] ?? ListPosition()
        let byWord = Self.column(list.sortColumn)
        var order = Array(all.indices)
        if let byWord {
            let words = all.map { PlaceTable.word(scene, byWord, $0.0) }
            order.sort { words[$0] != words[$1] ? words[$0] < words[$1] : $0 < $1 }
        } else {
            let keys = all.map { list.sortColumn == 2 ? Self.value(peers, $0.0, topology) : abs($0.1) }
            order.sort { keys[$0] != keys[$1] ? keys[$0] > keys[$1] : $0 < $1 }
        }
        if list.isReversed { order.reverse() }
        let shown = order.prefix(Self.limit)
        rows = shown.map { all[$0].0 }
        deviations = shown.map { all[$0].1 }
    }

    /// The mean of the newest slots at a place.
    static func value(_ peers: PeerDeviations, _ place: Place, _ topology: Topology) -> Float {
        let known = topology.gpus(of: place).lazy.map { peers.mean($0) }.filter { !$0.isNaN }
        return known.isEmpty ? .nan : known.reduce(0, +) / Float(known.count)
    }

    /// What the middle of its peers shows.
    static func median(_ peers: PeerDeviations, _ place: Place, _ topology: Topology) -> Float {
        let known = topology.gpus(of: place).lazy.map { peers.median($0) }.filter { !$0.isNaN }
        return known.isEmpty ? .nan : known.reduce(0, +) / Float(known.count)
    }

    private static func column(_ number: Int?) -> TableColumn? {
        switch number {
        case 0: .place
        case 5: .job
        case 6: .host
        default: nil
        }
    }
}
