// One line of the trouble list: a place, what is wrong there, and how many GPUs it touches.

import Facility
import Telemetry

/// Equal marks of one rack, tray or GPU, folded into one cause.
public struct Trouble: Hashable, Sendable {
    /// The smallest place that holds all of it: a GPU, a tray or a rack.
    public let place: Place
    /// Warning or critical, never less.
    public let mark: Mark
    /// GPUs (or hosts without GPUs) that carry the mark.
    public let count: Int
    /// What is counted are hosts, since not all of them show their GPUs.
    public let areHosts: Bool
    /// The last XID, if that is the mark's reason.
    public let xid: Int?
    /// Why scrapes fail there, of the first target that says so; nil for marks that are no silence.
    public let failure: ScrapeFailure?
    /// When the state behind the mark began; nil if it is none or storage does not know. `Scene.since` asks the alarms too.
    public let since: Timestamp?

    /// `72 GPUs`
    public var extent: String { Figures.counted(count, areHosts ? "host" : "GPU") }
}
