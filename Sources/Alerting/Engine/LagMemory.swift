// Who lagged a little while ago. While a job waits nobody lags, and its stragglers are stragglers all the same: the memory is the hall's and
// goes into every board, so that whoever looks at a moment is told the same, whatever he watched before. It judges nobody.

import Facility
import Storage

/// When each GPU lagged last, for as long as a pause may last.
struct LagMemory {
    /// A mark outlives the lag by this much.
    static let keptMs: Int64 = 60_000
    /// GPUs that one board names, at most.
    static let limit = 2_000

    private var seen: [Int: Int64] = [:]

    /// Who is remembered, in floor order.
    var gpus: [Int] { Array(seen.keys.sorted().prefix(Self.limit)) }

    /// Takes one closed slot.
    mutating func note(_ snapshot: Snapshot) {
        let now = snapshot.moment.milliseconds
        seen = seen.filter { (0...Self.keptMs).contains(now - $0.value) }
        let test = LagTest(snapshot: snapshot, metric: LagTest.activity(of: snapshot))
        for rack in snapshot.topology.racks.indices {
            for gpu in test.gpus(inRack: rack) { seen[gpu] = now }
        }
    }

    /// A new topology: who stayed has a new number, who left is forgotten.
    mutating func renumber(_ move: (Int) -> Int?) {
        var moved: [Int: Int64] = [:]
        for (gpu, time) in seen {
            if let new = move(gpu) { moved[new] = time }
        }
        seen = moved
    }
}
