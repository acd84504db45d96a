// How much of a value a block keeps. Absence and infinities are kept to the bit at every precision.

import Telemetry

/// What decoding gives back.
public enum Precision: Equatable, Sendable {
    /// Every value to the bit.
    case exact
    /// The nearest multiple of a step.
    case step(Double)
    /// The nearest number with this many significand bits behind the point: a relative error of at most `2^-(bits + 1)`.
    case significant(bits: Int)
}

extension Metric {
    /// The precision that the metric's row declares, never coarser than what screens show.
    ///
    /// Amounts and rates of bytes span nine orders of magnitude and are shown with three digits: they keep eleven significant bits
    /// (0.05 %). Everything else keeps its resolution.
    public var declaredPrecision: Precision {
        switch unit {
        case .bytes, .bytesPerSecond: .significant(bits: 10)
        default: resolution > 0 ? .step(resolution) : .exact
        }
    }
}
