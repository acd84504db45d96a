// One planned fault: what, where, from when. It lasts to the end.

import Facility
import Telemetry

/// A fault of a synthetic hall.
public struct Fault: Hashable, Sendable {
    /// What it is; never `mixed` or `none`, which are plans of several or of no faults.
    public let kind: Scenario
    /// The rack, tray or GPU that has it.
    public let place: Place
    /// When it strikes; from then on pages show it.
    public let begin: Timestamp
    /// All trays it touches, rising.
    public let trays: [Int]
}
