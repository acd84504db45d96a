// A page that came before its GPUs had places, read once more when they have (unsafe: writes frames of its own making). Else a host
// would be blank until its next scrape.

import Facility
import Telemetry

extension Store {
    /// Scatters the newest page of a target whose GPUs have just been given places. Counters begin anew.
    func reread(_ target: Int, hadPlaces: Bool) {
        guard !hadPlaces, let binding = records[target].binding, !binding.gpus.isEmpty,
            let page = records[target].newest.current, page.table === binding.table, let time = records[target].lastTime
        else { return }
        let values = PageValues(capacity: page.values.count)
        values.resize(to: page.values.count)
        for (index, value) in page.values.enumerated() { values[index] = value }
        let batch = Batch(target: target, time: time, table: page.table, values: values, bytes: nil)
        let slot = slot(of: time)
        let age = closed - slot
        let frames = raw.frames
        guard age < frames.count else { return }
        let frame = age < 0 ? self.frame(of: slot) : frames[frames.count - 1 - age]
        records[target].counters = [Double](repeating: .nan, count: page.table.series.count)
        let times = records[target].counterTimes
        _ = Self.scatter(batch, &records[target], into: frame)
        // The page's own times, where it gave some.
        records[target].counterTimes = times
        countPresence(batch)
        identify(target, at: time)
        guard age >= 0 else { return }
        // Its slot is closed: what closing would have done, as long as the value holds.
        let held = Int(2 * records[target].intervalMs / stepMs)
        for offset in binding.routes.map(binding.offset) where offset < frame.count {
            let value = frame.base[offset]
            guard value == value else { continue }
            lastValues.base[offset] = value
            lastSlots.base[offset] = SlotFrame.stamp(slot)
            for later in frames.suffix(age).prefix(held) { later.base[offset] = value }
        }
    }
}
