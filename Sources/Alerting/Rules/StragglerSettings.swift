// When a GPU is called slow. Defaults: 60 s windows, z of 4, 3 of 5 windows, and a difference that matters.

/// The numbers of the straggler ranking.
public struct StragglerSettings: Hashable, Sendable {
    /// Length of a window, a second to an hour.
    public var windowMs: Int64 = 60_000
    /// Newest windows looked at, 1 to 8.
    public var windows = 5
    /// In how many of them it must stand out.
    public var needed = 3
    /// Robust deviations from the median of the peers at which it stands out.
    public var z = 4.0
    /// A deviation below this share of the median is noise, however tight the peers agree.
    public var leastShare = 0.05
    /// The same for temperatures, in degrees.
    public var leastCelsius = 6.0
    /// Groups smaller than this are not judged.
    public var leastPeers = 8

    /// The defaults.
    public init() {}
}
