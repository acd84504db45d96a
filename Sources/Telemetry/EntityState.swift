// The eight states of a target or a GPU. Only `Storage` decides them; everyone else shows them.

/// Exactly one holds at any moment, tested in the order `plannedOut, unexpected, neverSeen, gone, unreachable, late, frozen, fresh`.
public enum EntityState: UInt8, CaseIterable, Sendable {
    /// Sample age at most two intervals.
    case fresh
    /// Older than two intervals, not yet unreachable.
    case late
    /// The page answers, its values have not moved for five of the source's own intervals.
    case frozen
    /// Connection, time-out or protocol error, or silent for too long.
    case unreachable
    /// Was present; its target is fresh; its series are absent for three scrapes.
    case gone
    /// Expected, and never reported.
    case neverSeen
    /// Reports, and no inventory expects it.
    case unexpected
    /// Drained, in maintenance, or not commissioned: no alarm.
    case plannedOut

    /// The word shown to people, also the JSON value with blanks as underscores.
    public var word: String {
        switch self {
        case .fresh: "fresh"
        case .late: "late"
        case .frozen: "frozen"
        case .unreachable: "unreachable"
        case .gone: "gone"
        case .neverSeen: "never seen"
        case .unexpected: "unexpected"
        case .plannedOut: "planned out"
        }
    }

    /// Whether values in this state are to be trusted as present values and enter roll-ups.
    public var counts: Bool { self == .fresh || self == .unexpected }
}
