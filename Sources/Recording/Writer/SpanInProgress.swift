// The span that is being filled: its frames, small states and scrapes, until they are sealed.

import Storage
import Telemetry

/// Everything of the open span. Used by the writer's thread.
struct SpanInProgress {
    /// As it stands in the file.
    var row: SpanRow
    var frames: [SlotFrame] = []
    /// Small states, slot by slot, each only what changed.
    var states: [[UInt8]] = []
    /// Hall roll-ups, slot by slot.
    var halls: [[UInt8]] = []
    var rollUps: RollUpSeries
    /// Boards of alarms, each at the slot from which on it held.
    var boards: [(index: Int, bytes: [UInt8])] = []

    var id: Int64 { row.id }
    var firstSlot: Int { row.firstSlot }
    /// Metrics in the order of their offsets.
    var columns: [MetricID] { row.columns }
    var slots: Int { frames.count }
}
