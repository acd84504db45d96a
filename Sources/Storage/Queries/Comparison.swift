// A condition on one value, for counts and for searches in time.

/// A value against a limit. What is not a number fulfils nothing.
public struct Comparison: Equatable, Sendable {
    public enum Relation: Sendable { case above, atLeast, below, atMost, equal }

    public let relation: Relation
    public let limit: Float

    public init(_ relation: Relation, _ limit: Float) {
        self.relation = relation
        self.limit = limit
    }

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
