// Hosts that were silent a moment ago: what is told of them next, another kind of silence or a restart, began with that silence. It decides no
// state.

/// The newest silence of each host, for as long as its slowest page may take to tell of a restart.
struct OutageMemory {
    static let keptMs: Int64 = 120_000

    struct Outage {
        let sinceMs: Int64
        /// As in `Instance`.
        let doubtMs: Int64
        /// The alarm that told of it, 0 if it was over before it fired.
        let alarm: Int
        let seenMs: Int64
    }

    private var outages: [Int32: Outage] = [:]

    subscript(tray: Int32) -> Outage? { outages[tray] }

    /// Takes the silences of a moment.
    mutating func note(_ silences: [Instance], at nowMs: Int64) {
        outages = outages.filter { (0...Self.keptMs).contains(nowMs - $0.value.seenMs) }
        for silence in silences {
            outages[silence.entity] = Outage(
                sinceMs: silence.sinceMs, doubtMs: silence.doubtMs, alarm: silence.alarm, seenMs: nowMs)
        }
    }

    /// Forgets all: trays have new numbers.
    mutating func clear() { outages = [:] }
}
