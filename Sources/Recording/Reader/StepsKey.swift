// Which roll-ups of a span a reader keeps.

import Telemetry

/// A span, a metric, and the slots in a step.
struct StepsKey: Hashable {
    let span: Int64
    let metric: MetricID
    let stepSlots: Int
}
