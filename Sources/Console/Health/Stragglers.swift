// Finds the GPUs that a synchronous job waits for: far below the median of their rack while the rest agree. It accuses nobody:
// loosely coupled work spreads widely and so never passes the test.

import Facility
import Storage
import Telemetry

/// The straggler test over one snapshot.
struct Stragglers {
    /// Slots over which a suspect must hold.
    static let window = 8

    let snapshot: Snapshot
    let metric: MetricID

    /// GPUs of the rack that lag, by index.
    func gpus(inRack rack: Int) -> [Int] {
        let range = snapshot.topology.racks[rack].gpus
        let values = range.compactMap { gpu -> Float? in
            guard snapshot.gpuState(gpu).counts else { return nil }
            let value = snapshot.value(metric, gpu)
            return value.isNaN ? nil : value
        }
        guard values.count >= 8, let median = Self.median(values), median > 0.5 else { return [] }
        guard let spread = Self.median(values.map { abs($0 - median) }) else { return [] }
        let limit = min(median * 0.6, median - 6 * spread)
        return range.filter { gpu in
            guard snapshot.gpuState(gpu).counts, snapshot.value(metric, gpu) < limit else { return false }
            let past = snapshot.history(metric, gpu, slots: Self.window).filter { !$0.isNaN }
            return past.count >= 3 && past.reduce(0, +) / Float(past.count) < limit
        }
    }

    static func median(_ values: [Float]) -> Float? {
        values.isEmpty ? nil : values.sorted()[values.count / 2]
    }
}
