// A compute tray: one host and its GPUs.

/// One tray of a topology.
public struct Tray: Hashable, Sendable {
    /// The host's identity, as the exporters say it.
    public let host: String
    /// Index of its rack.
    public let rack: Int
    /// Its number in the rack, 1 based, counted from the bottom.
    public let number: Int
    /// Indices of its GPUs; empty for a host without.
    public let gpus: Range<Int>
    /// Its own, or its rack's if the rack is planned out.
    public let life: LifeState
    /// false: it reports, and no inventory expects it.
    public let isExpected: Bool
    /// Who says that it stands here.
    public let source: PlacementSource
    /// What stands against this placement, empty if nothing.
    public let conflict: String
}

extension Tray {
    /// Drained, in maintenance or not commissioned: its silence is no fault.
    public var isPlannedOut: Bool { life.isPlannedOut }
}
