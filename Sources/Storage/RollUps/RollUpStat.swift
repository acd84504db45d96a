// The figures that a roll-up ring keeps per place and metric, and how they are numbered in blocks.

import Telemetry

/// One figure of a roll-up.
enum RollUpStat: UInt16, CaseIterable {
    case count = 0, min, max, mean, p50, p95

    /// Metric number and figure as a column identifier.
    func identifier(_ metric: Int) -> UInt16 { UInt16(truncatingIfNeeded: metric * 8) + rawValue }

    func precision(_ metric: Metric) -> Precision { self == .count ? .step(1) : metric.declaredPrecision }
}
