// The codes behind a GPU's marks, for words beside them. What makes a mark is a rule's business (`Alerting`), not this file's.

import Storage
import Telemetry

/// Last XID and clock event mask of a GPU.
struct Symptoms {
    let snapshot: Snapshot

    /// The last XID, nil if none is known or it is zero. A lost GPU keeps its last one.
    func xid(gpu: Int) -> Int? {
        guard let last = snapshot.lastKnown(.xid, gpu)?.value, last >= 1, last < 10_000 else { return nil }
        return Int(last)
    }

    /// The clock event mask, 0 if unknown.
    func clockBits(gpu: Int) -> UInt32 {
        let value = snapshot.value(.clockEvents, gpu)
        return value >= 0 && value < 4e9 ? UInt32(value) : 0
    }
}
