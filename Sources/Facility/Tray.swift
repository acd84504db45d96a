// A compute tray: one host and its GPUs.

/// One tray of a topology.
public struct Tray: Hashable, Sendable {
    /// The host's identity, as the exporters say it.
    public let host: String
    /// Index of its rack.
    public let rack: Int
    /// Its number in the rack, 1 based, counted from the bottom.
    public let number: Int
    public let gpus: Range<Int>
}
