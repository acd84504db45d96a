// What a line of a CSV says.

import Telemetry

/// A canonical value of a place at a moment.
struct CSVRow {
    let time: Timestamp
    let metric: MetricID
    /// Number of the place, as its file numbers them.
    let place: Int
    let value: Float
}
