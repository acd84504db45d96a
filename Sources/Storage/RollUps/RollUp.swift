// Count, extremes and sum of many values. Mergeable in any order; what is unknown never enters it.

/// A fold of numbers. Empty: count 0, mean NaN.
public struct RollUp: Equatable, Sendable {
    /// Numbers taken in.
    public private(set) var count = 0
    /// The least number; plus infinity if there was none.
    public private(set) var min = Float.infinity
    /// The greatest number; minus infinity if there was none.
    public private(set) var max = -Float.infinity
    /// In Double, so that the order of adding hardly matters.
    public private(set) var sum = 0.0

    /// A fold of nothing.
    public init() {}

    /// A fold from its figures, as a ring keeps them.
    init(count: Int, min: Float, max: Float, mean: Float) {
        self.count = count
        self.min = min
        self.max = max
        sum = Double(mean) * Double(count)
    }

    /// A fold that was kept.
    public init(count: Int, min: Float, max: Float, sum: Double) {
        self.count = count
        self.min = min
        self.max = max
        self.sum = sum
    }

    /// The sum over the count, NaN if nothing was taken in.
    public var mean: Double { count > 0 ? sum / Double(count) : .nan }

    /// Adds a number; a NaN of any kind is passed over.
    @inline(__always)
    public mutating func add(_ value: Float) {
        guard value == value else { return }
        count &+= 1
        sum += Double(value)
        if value < min { min = value }
        if value > max { max = value }
    }

    /// Takes in what another fold has taken in.
    public mutating func merge(_ other: RollUp) {
        count += other.count
        sum += other.sum
        if other.min < min { min = other.min }
        if other.max > max { max = other.max }
    }
}
