// What a span of values is boiled down to: one number out of a fold.

import Telemetry

/// One figure of a roll-up, for views, dumps and rules alike.
public enum Reduction: CaseIterable, Sendable {
    case count, least, greatest, sum, mean

    /// What stands for a metric where there is room for one number: the mean, or the greatest where a mean means nothing.
    public init(of metric: Metric) { self = metric.averages ? .mean : .greatest }

    /// NaN for a fold of nothing, but its count, which is 0.
    public func callAsFunction(_ rollUp: RollUp) -> Double {
        guard rollUp.count > 0 else { return self == .count ? 0 : .nan }
        switch self {
        case .count: return Double(rollUp.count)
        case .least: return Double(rollUp.min)
        case .greatest: return Double(rollUp.max)
        case .sum: return rollUp.sum
        case .mean: return rollUp.mean
        }
    }
}
