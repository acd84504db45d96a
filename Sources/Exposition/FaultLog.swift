// The bad lines of a page: how many, and the first few of them in full. Bounded, whatever the page holds.

/// Counts all faults and keeps the first ones.
public struct FaultLog: Hashable, Sendable {
    /// Faults kept at most.
    public static let limit = 16

    /// All faults, kept or not.
    public private(set) var count = 0
    /// The first faults, in page order.
    public private(set) var kept: [LineFault] = []

    public init() {}

    /// Counts the fault, and keeps it if it is one of the first.
    public mutating func append(_ fault: LineFault) {
        count += 1
        if kept.count < Self.limit { kept.append(fault) }
    }

    /// For the next page; the memory stays.
    public mutating func removeAll() {
        count = 0
        kept.removeAll(keepingCapacity: true)
    }
}
