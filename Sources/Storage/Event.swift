// Something that changed, at a moment known to within a scrape interval.

import Facility
import Telemetry

/// One line of the event log.
public struct Event: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case gpuState(from: EntityState, to: EntityState)
        case targetState(target: Int, from: EntityState, to: EntityState, ScrapeFailure?)
        case xid(Int)
        case replaced(old: String, new: String)
        /// An alarm of this name began or ended.
        case alarm(name: String, isCritical: Bool, began: Bool)
    }

    public let time: Timestamp
    /// It may have happened this much earlier.
    public let uncertaintyMs: Int64
    public let place: Place
    public let kind: Kind

    public init(time: Timestamp, uncertaintyMs: Int64, place: Place, kind: Kind) {
        self.time = time
        self.uncertaintyMs = uncertaintyMs
        self.place = place
        self.kind = kind
    }
}
