// Whoever wants to keep what the store takes in: a recording. It hears everything on the core thread and must not dawdle.

import Telemetry

/// Called by the store that owns it, in order.
public protocol StoreObserver: AnyObject {
    /// A scrape, before the store takes it. Values are lent for the call.
    func willAccept(_ result: ScrapeResult)
    /// A slot was closed; the snapshot is of its end.
    func didClose(_ snapshot: Snapshot)
}
