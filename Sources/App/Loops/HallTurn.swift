// One turn of a live hall: what the screen's core loop and a recorder without a screen do again and again. It owns neither store nor source.

import Storage
import Telemetry

/// Remembers when it last came by.
struct HallTurn {
    /// A loop comes by many times a second. After such a gap the process, or the machine, had been stopped.
    static let gapMs: Int64 = 10_000

    private var last: Timestamp?

    /// Brings in what came, and closes the slots that are due.
    ///
    /// - Returns: the newest snapshot, nil if no slot closed.
    mutating func run(_ source: any HallSource, _ store: Store) -> Snapshot? {
        let now = source.now()
        // Nobody observed what lies between, so no state is decided there.
        if let last, now - last > Self.gapMs { store.jump(to: now) }
        last = now
        source.advance(to: now, store: store)
        return store.close(upTo: now)
    }
}
