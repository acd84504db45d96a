// Something that changed, at a moment known to within a scrape interval.

import Facility
import Telemetry

/// One line of the event log.
public struct Event: Hashable, Sendable {
    /// What changed.
    public enum Kind: Hashable, Sendable {
        /// A GPU went from one of the eight states to another.
        case gpuState(from: EntityState, to: EntityState)
        /// A target did; the failure is that of its last scrape, nil if that succeeded.
        case targetState(target: Int, from: EntityState, to: EntityState, ScrapeFailure?)
        /// A GPU's last XID became this code, above 0.
        case xid(Int)
        /// Another GPU stands at the place: the UUIDs before and after.
        case replaced(old: String, new: String)
        /// An alarm of this name began or ended.
        case alarm(name: String, isCritical: Bool, began: Bool)
    }

    /// When it was found: the end of the slot that showed it, or the sample's own time.
    public let time: Timestamp
    /// It may have happened this much earlier.
    public let uncertaintyMs: Int64
    /// Where it happened: for a target the tray that it reads.
    public let place: Place
    /// What changed, with the values before and after.
    public let kind: Kind

    /// - Parameter uncertaintyMs: how much earlier it may have happened; 0 if the moment is exact.
    public init(time: Timestamp, uncertaintyMs: Int64, place: Place, kind: Kind) {
        self.time = time
        self.uncertaintyMs = uncertaintyMs
        self.place = place
        self.kind = kind
    }
}
