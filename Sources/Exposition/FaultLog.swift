// The bad lines of a page: how many, and the first few of them in full. Bounded, whatever the page holds.

/// Counts all faults and keeps the first ones.
public struct FaultLog: Hashable, Sendable {
    /// Faults kept at most.
    public static let limit = 16

    public private(set) var count = 0
    /// The first faults, in page order.
    public private(set) var kept: [LineFault] = []

    public init() {}

    public mutating func append(_ fault: LineFault) {
        count += 1
        if kept.count < Self.limit { kept.append(fault) }
    }

    public mutating func removeAll() {
        count = 0
        kept.removeAll(keepingCapacity: true)
    }
}
