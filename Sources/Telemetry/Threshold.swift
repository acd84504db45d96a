// A default limit of a metric, as data. Whether it has held long enough is for rules to say.

/// `> 80 for 5m`
public struct Threshold: Hashable, Sendable {
    /// How bad it is to pass the limit; spelled as files spell it.
    public enum Severity: String, CaseIterable, Sendable { case warning, critical }
    /// On which side of the limit a value passes it; the raw value is the sign that files and screens use.
    public enum Comparison: String, CaseIterable, Sendable {
        case above = ">", atLeast = ">=", below = "<", atMost = "<=", equals = "=", differs = "!="
    }

    /// What an alarm of this limit is.
    public let severity: Severity
    /// How a value is held against `limit`.
    public let comparison: Comparison
    /// In the metric's canonical unit.
    public let limit: Double
    /// It must hold this long.
    public let forMs: Int64

    public init(severity: Severity, comparison: Comparison, limit: Double, forMs: Int64) {
        self.severity = severity
        self.comparison = comparison
        self.limit = limit
        self.forMs = forMs
    }

    /// False for every NaN.
    public func isPassed(by value: Double) -> Bool {
        switch comparison {
        case .above: value > limit
        case .atLeast: value >= limit
        case .below: value < limit
        case .atMost: value <= limit
        case .equals: value == limit
        case .differs: value == value && value != limit
        }
    }
}
