// Values brought to the resolution that their metric declares, when their slot closes (unsafe inside: the slot's own memory): what is
// shown now, what memory keeps and what a recording gives back are the same numbers.

import Telemetry

extension Store {
    /// - Parameter derived: the ratios of other columns, once they are there; else all the others.
    func round(_ frame: SlotFrame, derived: Bool) {
        for column in layout.columns {
            let metric = catalogue[column.metric]
            guard (metric.derivation != nil) == derived else { continue }
            let end = min(frame.count, column.start + (column.isGPU ? layout.gpus : layout.trays))
            guard column.start < end else { continue }
            metric.declaredPrecision.round(frame.base + column.start, count: end - column.start)
            guard derived else { continue }
            for offset in column.start..<end where frame.base[offset] == frame.base[offset] {
                lastValues.base[offset] = frame.base[offset]
            }
        }
    }
}
