// Count, extremes and sum of many values. Mergeable in any order; what is unknown never enters it.

/// A fold of numbers. Empty: count 0, mean NaN.
public struct RollUp: Equatable, Sendable {
    public private(set) var count = 0
    public private(set) var min = Float.infinity
    public private(set) var max = -Float.infinity
    public private(set) var sum = 0.0

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

    public mutating func merge(_ other: RollUp) {
        count += other.count
        sum += other.sum
        if other.min < min { min = other.min }
        if other.max > max { max = other.max }
    }
}
