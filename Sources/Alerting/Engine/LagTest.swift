// Finds the GPUs that a synchronous job waits for: far below the median of their rack while the rest agree. It accuses nobody:
// loosely coupled work spreads widely and so never passes the test.

import Facility
import Storage
import Telemetry

/// The test for the map's mark, over the newest seconds. The ranking over minutes is `StragglerRanking`.
struct LagTest {
    /// Slots over which a suspect's mean must be low, and the newest of them in each of which it must lag behind the others: when a job goes
    /// on after a checkpoint some pages show it a second later.
    static let slots = 8, heldSlots = 3
    /// Below this share of the median, and this many median deviations under it.
    static let share: Float = 0.6, spreads: Float = 6
    /// A rack that is not busy has no stragglers.
    static let leastMedian: Float = 0.5

    let snapshot: Snapshot
    let metric: MetricID

    /// GPUs of the rack that lag, by index.
    func gpus(inRack rack: Int) -> [Int] {
        let range = snapshot.topology.racks[rack].gpus
        func isKnown(_ gpu: Int) -> Bool { snapshot.gpuState(gpu).counts }
        let values = range.lazy.filter(isKnown).map { snapshot.value(metric, $0) }.filter { !$0.isNaN }
        // No median lies above the greatest: most racks are idle or agree, and need no sorting to say so.
        var least = Float.infinity, most = -Float.infinity
        for value in values {
            least = min(least, value)
            most = max(most, value)
        }
        guard most > Self.leastMedian, least < most * Self.share, let (median, spread) = Peers.centre(values),
            median > Self.leastMedian
        else { return [] }
        let limit = Self.limit(median, spread)
        let suspects = range.filter { gpu in
            guard isKnown(gpu), snapshot.value(metric, gpu) < limit else { return false }
            let past = snapshot.history(metric, gpu, slots: Self.slots).filter { !$0.isNaN }
            return past.count >= 3 && past.reduce(0, +) / Float(past.count) < limit
        }
        return suspects.isEmpty ? [] : held(suspects, of: range)
    }

    private static func limit(_ median: Float, _ spread: Float) -> Float {
        min(median * share, median - spreads * spread)
    }

    /// Those that lagged in every one of the newest slots, while the others were busy.
    private func held(_ suspects: [Int], of range: Range<Int>) -> [Int] {
        let rows = range.map { snapshot.history(metric, $0, slots: Self.heldSlots) }
        var held = suspects
        for slot in 0..<Self.heldSlots {
            guard let (median, spread) = Peers.centre(rows.lazy.map { $0[slot] }.filter { !$0.isNaN }),
                median > Self.leastMedian
            else { return [] }
            let limit = Self.limit(median, spread)
            held.removeAll { !(rows[$0 - range.lowerBound][slot] < limit) }
        }
        return held
    }

    /// What shows best how busy the fleet is: the first that it exports.
    static func activity(of snapshot: Snapshot) -> MetricID {
        [.smActive, .grEngineActive, .gpuUtil].first { snapshot.isExported($0) } ?? .smActive
    }
}
