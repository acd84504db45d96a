// What a rule looks at besides the value of the moment.

/// How the numbers of a condition are taken from the recent past of one GPU or host.
public struct Window: Hashable, Sendable {
    /// Which number stands for the value in the condition.
    public enum Take: String, CaseIterable, Sendable {
        /// The value of the moment.
        case now
        case mean, max, min
        /// Rise per hour of a running count.
        case rate
        /// Rise over the window.
        case increase
        /// Robust z: distance from the median of the peers in units of 1.4826 times their median deviation.
        case deviation
        /// 1 if the value changed within the window, else 0.
        case changed
        /// 1 if there was no value in the whole window though the source answered, else 0.
        case absent
    }

    /// Whose median a deviation is measured from.
    public enum Peers: String, CaseIterable, Sendable {
        case job, rack
        /// The same tray height in all other racks.
        case height
        case hall
    }

    /// The value of the moment unless said.
    public var take = Take.now
    /// How far back it looks, at most a day; 0 where the take needs no window.
    public var lengthMs: Int64 = 0
    /// Only read where the take is a deviation.
    public var peers = Peers.job

    /// The value of the moment.
    public init() {}
}
