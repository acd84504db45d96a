// Where a value lies on a metric's scale, fixed or of the moment: the arithmetic of every coloured cell, without the catalogue's row.

import Telemetry

/// A scale with labelled ends, in the metric's unit.
struct HeatScale {
    let low: Double
    let span: Double
    /// A small thermal margin is hot.
    let isInverted: Bool

    /// - Parameter range: other ends than the metric's own.
    init(_ metric: Metric, over range: ClosedRange<Double>? = nil) {
        let range = range ?? metric.range
        low = range.lowerBound
        span = range.upperBound - range.lowerBound
        isInverted = metric.name == "temp_margin_celsius"
    }

    /// 0 to 1 from the low end to the high one, NaN if the value is unknown.
    func share(_ value: Double) -> Double {
        guard value.isFinite, span > 0 else { return .nan }
        return max(0, min(1, (value - low) / span))
    }

    /// The heat of a value, 0 to 255; 0 if it is unknown.
    func level(_ value: Double) -> UInt8 {
        let share = share(value)
        guard share.isFinite else { return 0 }
        return UInt8((isInverted ? 1 - share : share) * 255)
    }

    /// The value at a share of the scale.
    func value(at share: Double) -> Double { low + share * span }
}
