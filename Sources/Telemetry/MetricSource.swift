// One exposition name that feeds a metric, and what has to be done to its numbers on the way.

/// A name on the wire. `*` at its end stands for a number: the sub-entity's.
public struct MetricSource: Sendable {
    /// Numbers that the exporter prints for "no value".
    public enum Blanks: String, CaseIterable, Sendable { case none, dcgm }

    /// The exposition name, `*` at its end for a link's number.
    public let name: String
    /// Multiplies the exporter's unit into ours.
    public let factor: Double
    /// What the wire carries; nil: what the metric says.
    public let kind: Metric.Kind?
    /// The page's TYPE line decides between the two kinds: the same name was shipped as both.
    public let followsType: Bool
    /// Only series with one of these values of the label feed the metric; nil takes all.
    public let only: LabelValues?
    /// Series with one of these values of the label are left out.
    public let except: LabelValues?
    /// Whose codes for "no value" its numbers may hold.
    public let blanks: Blanks
    /// The name says 0 to 1, but some versions print per cent under it: a target that ever shows more than one prints per cent.
    public let mayBePercent: Bool

    public init(
        name: String, factor: Double = 1, kind: Metric.Kind? = nil, followsType: Bool = false,
        only: LabelValues? = nil,
        except: LabelValues? = nil, blanks: Blanks = .none, mayBePercent: Bool = false
    ) {
        self.name = name
        self.factor = factor
        self.kind = kind
        self.followsType = followsType
        self.only = only
        self.except = except
        self.blanks = blanks
        self.mayBePercent = mayBePercent
    }

    /// Whether a series with these labels feeds the metric.
    public func takes(_ labels: LabelSet) -> Bool {
        if let only, !only.holds(labels) { return false }
        if let except, except.holds(labels) { return false }
        return true
    }
}
