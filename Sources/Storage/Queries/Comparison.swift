// A condition on one value, for counts and for searches in time.

/// A value against a limit. What is not a number fulfils nothing.
public struct Comparison: Equatable, Sendable {
    /// How the value has to stand to the limit.
    public enum Relation: Sendable { case above, atLeast, below, atMost, equal }

    /// Which side of the limit fulfils it.
    public let relation: Relation
    /// In the metric's own unit, as stored.
    public let limit: Float

    /// - Parameter limit: in the metric's own unit; with NaN nothing is fulfilled.
    public init(_ relation: Relation, _ limit: Float) {
        self.relation = relation
        self.limit = limit
    }

    /// Whether the value fulfils it; NaN, which stands for every absence, never does.
    @inline(__always)
    public func holds(_ value: Float) -> Bool {
        switch relation {
        case .above: value > limit
        case .atLeast: value >= limit
        case .below: value < limit
        case .atMost: value <= limit
        case .equal: value == limit
        }
    }
}
