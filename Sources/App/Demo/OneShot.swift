// A demo hall played to one moment: the first slot and the last six before it, by the ordinary path. No clock, no thread.

import Facility
import Foundation
import Storage
import Telemetry

/// Builds the snapshot of a demo at a moment.
public enum OneShot {
    static let slots: Int64 = 6
    /// Threads that write and decode pages; what the store sees does not depend on their number.
    static var lanes: Int { min(4, ProcessInfo.processInfo.activeProcessorCount) }

    /// - Returns: the store at `moment`, its snapshot published with the lag a live one would have.
    public static func play(_ options: DemoOptions, to moment: Timestamp) -> Store {
        let topology = options.topology
        let feed = options.feed(topology, lanes: lanes)
        let store = Store(topology: topology, catalogue: .standard, targets: feed.targets, start: options.start)
        let lag: Int64 = 300
        let first = options.start + min(1_000, max(0, moment - options.start))
        feed.play(from: options.start, to: first, into: store)
        // Host pages that the first second leaves out, so that counters have a value to start from.
        feed.playFirstHosts(after: first, at: first - 1, into: store)
        _ = store.close(upTo: first + lag)
        guard moment > first else { return store }
        var from = max(first, moment - slots * 1_000)
        store.jump(to: from)
        feed.catchUpHosts(at: from, unlessDueIn: from, moment, into: store)
        while from < moment {
            let to = min(moment, from + 1_000)
            feed.play(from: from, to: to, into: store)
            from = to
            _ = store.close(upTo: from + lag)
        }
        return store
    }
}
