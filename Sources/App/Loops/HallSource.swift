// Where batches come from, as the core loop sees it: a demo, or targets over the network.

import Storage
import Telemetry

/// Called on the core thread alone.
protocol HallSource: AnyObject {
    /// Data time now.
    func now() -> Timestamp
    /// Brings everything that is there up to `now` into the store; may renew its topology.
    func advance(to now: Timestamp, store: Store)
    /// Sleeps until something may be due, at most `limitMs`.
    func pause(limitMs: Int)
    /// Lets go of threads and sockets.
    func stop()
}
