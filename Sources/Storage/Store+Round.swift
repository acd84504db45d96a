// Values brought to the resolution that their metric declares, when their slot closes (unsafe inside: the slot's own memory): what is
// shown now, what memory keeps and what a recording gives back are the same numbers.

import Telemetry

extension Store {
    /// One column, unless it is derived from others and yet to come.
    func round(_ frame: SlotFrame, _ column: FrameLayout.Column) {
        guard catalogue[column.metric].derivation == nil else { return }
        roundValues(frame, column)
    }

    /// The ratios of other columns, once they are there.
    func roundDerived(_ frame: SlotFrame) {
        for column in layout.columns where catalogue[column.metric].derivation != nil {
            for offset in roundValues(frame, column) where frame.base[offset] == frame.base[offset] {
                lastValues.base[offset] = frame.base[offset]
            }
        }
    }

    /// - Returns: where they are.
    @discardableResult
    private func roundValues(_ frame: SlotFrame, _ column: FrameLayout.Column) -> Range<Int> {
        let end = max(column.start, min(frame.count, column.end(layout)))
        catalogue[column.metric].declaredPrecision.round(frame.base + column.start, count: end - column.start)
        return column.start..<end
    }
}
