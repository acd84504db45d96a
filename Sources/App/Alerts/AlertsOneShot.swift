// `vigie alerts`: a demo played to a moment and watched by the rules on the way, each second where the hall is small or the time short; else
// every ten seconds, then the last minute each second.

import Alerting
import Facility
import Storage
import Telemetry

/// Alarms of a demo hall at one moment.
public enum AlertsOneShot {
    static let leastFineSlots: Int64 = 60
    /// GPUs times seconds that are played without a hole: five minutes of a whole hall. Beginnings are as exact as live ones then.
    static let fineSamples: Int64 = 300 * 13_800
    static let coarseMs: Int64 = 10_000

    /// - Returns: the board at the moment, and the topology its places belong to.
    public static func play(_ options: DemoOptions, to moment: Timestamp, _ book: RuleBook) -> (
        board: AlertBoard, snapshot: Snapshot
    ) {
        let topology = options.topology
        let feed = options.feed(topology, lanes: OneShot.lanes)
        let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: options.start)
        // As live: what begins and ends goes into the events, which timelines and places show.
        let watch = AlertWatch(book, notes: nil, latches: false)
        let lag: Int64 = 300
        let fineSlots = max(leastFineSlots, fineSamples / Int64(max(1, topology.gpuCount)))
        var board = AlertBoard.empty
        func play(from: Timestamp, to: Timestamp) {
            feed.play(from: from, to: to, into: store)
            if let snapshot = store.close(upTo: to + lag) {
                board = watch.look(at: snapshot, store: store, notes: []).board
            }
        }
        let first = min(moment, options.start + 1_000)
        feed.play(from: options.start, to: first, into: store)
        // Only where a hole follows, so that counters have a value to start from: no page of it is read early live.
        if moment - first > fineSlots * 1_000 { feed.playFirstHosts(after: first, at: first - 1, into: store) }
        if let snapshot = store.close(upTo: first + lag) {
            board = watch.look(at: snapshot, store: store, notes: []).board
        }
        var from = first
        // Coarse steps begin on whole seconds, the fine minute follows without a gap.
        while moment - from > fineSlots * 1_000 + coarseMs {
            from = from + coarseMs
            store.jump(to: from)
            play(from: from, to: from + 1_000)
            from = from + 1_000
        }
        let fine = max(from, moment - fineSlots * 1_000)
        if fine > from {
            store.jump(to: fine)
            from = fine
            feed.catchUpHosts(at: from, unlessDueIn: from, moment, into: store)
        }
        while from < moment {
            let to = min(moment, from + 1_000)
            play(from: from, to: to)
            from = to
        }
        return (board, store.snapshot)
    }
}
