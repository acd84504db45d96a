// Who is worst, over minutes (unsafe inside: two rows while they are added to): the mean of each window compared with the median of those
// of the job whom nothing else explains, counted over five windows. It names the odd ones; whether it is the hardware's fault it does not say.

import Storage
import Telemetry

/// Running window means and the verdicts of the newest windows. Core thread only.
final class StragglerRanking {
    /// What synchronous work shows: whichever of these the fleet exports.
    static let metrics: [MetricID] = [
        .powerWatts, .smClockHertz, .smActive, .tensorActive, .tempCelsius, .nvlinkBytesPerSecond,
    ]

    /// One GPU of the ranking.
    struct Standing {
        let gpu: Int
        /// Windows of the newest five in which it stood out.
        let windows: Int
        /// Largest |z| of the newest window, and of which metric.
        let z: Float
        let metric: MetricID
        let share: Float
    }

    let settings: StragglerSettings
    private var sums: [[Float]] = []
    private var counts: [[UInt16]] = []
    private var windowStart: Int64?
    /// Means of a finished window whose metrics are still to be judged, one a tick.
    private var means: [[Float]] = []
    private var due = 0
    /// Beginning of the window that `means` are of.
    private var meansMs: Int64 = 0
    /// Beginning of the first window of all that are remembered.
    private var firstMs: Int64 = 0
    private var worst: [Float] = []
    private var worstMetric: [UInt8] = []
    private var flagged: [Bool] = []
    /// Who was under a cause of its own at any moment of the window, and of the window that is being judged.
    private var struck: [Bool] = []
    private var struckThen: [Bool] = []
    /// Whose peers are too few to tell who is odd: what was known of them before stays.
    private var unjudged: [Bool] = []
    private var history: [UInt8] = []
    /// Beginnings of the windows in which one stood out, as many as its history has bits, oldest first: windows that nobody judged lie
    /// between them.
    private var oddMs: [Int: [Int64]] = [:]
    private(set) var standings: [Standing] = []

    init(_ settings: StragglerSettings) { self.settings = settings }

    /// When the window that runs now ends; nil before the first.
    var windowEndMs: Int64? { windowStart.map { $0 + settings.windowMs } }

    /// GPUs that stood out in enough of the newest windows, in rising order. Each began within the first of those, or late in the one before, which
    /// its mean does not show; of the very first window nobody knows what was before.
    var slow: [Holding.Entry] {
        standings.filter { $0.windows >= settings.needed }.map(\.gpu).sorted().map { gpu in
            let since = oddMs[gpu]?.first ?? 0
            return Holding.Entry(entity: Int32(gpu), sinceMs: since, doubtMs: since == firstMs ? .max : 0)
        }
    }

    func clear() {
        windowStart = nil
        sums = []
        means = []
        history = []
        oddMs = [:]
        standings = []
    }

    /// Takes one closed slot; judges at most one metric.
    /// - Parameter struck: GPUs that another trouble explains: hot, braked, cut off. Nobody is compared with them,
    ///   and of them it is said already.
    func note(_ columns: Columns, _ jobs: JobIndex, struck others: some Sequence<Int>) {
        let snapshot = columns.snapshot, count = snapshot.topology.gpuCount
        guard count > 0 else { return }
        let now = snapshot.moment.milliseconds
        if sums.first?.count != count || windowStart.map({ now < $0 || now - $0 > 3 * settings.windowMs }) ?? true {
            begin(count, now)
            history = Array(repeating: 0, count: count)
            oddMs = [:]
            firstMs = now
        }
        for gpu in others where gpu < count { struck[gpu] = true }
        for (row, metric) in Self.metrics.enumerated() where snapshot.isExported(metric) {
            add(columns.values(metric), of: snapshot, to: row)
        }
        if now - windowStart! >= settings.windowMs {
            // With few moments to a window the last one may still be waiting for its judgement.
            while !means.isEmpty { judge(columns, jobs) }
            means = sums.indices.map { row in
                (0..<count).map { counts[row][$0] >= 3 ? sums[row][$0] / Float(counts[row][$0]) : .nan }
            }
            worst = Array(repeating: 0, count: count)
            worstMetric = Array(repeating: 0, count: count)
            flagged = Array(repeating: false, count: count)
            unjudged = flagged
            struckThen = struck
            due = 0
            meansMs = windowStart!
            begin(count, now)
        } else if !means.isEmpty {
            judge(columns, jobs)
        }
    }

    /// Only of GPUs whose state counts: what a frozen page repeats is no work.
    private func add(_ column: [Float], of snapshot: Snapshot, to row: Int) {
        // Both rows at hand for the whole loop: asking for them anew for each value takes longer than adding it.
        sums[row].withUnsafeMutableBufferPointer { sums in
            counts[row].withUnsafeMutableBufferPointer { counts in
                for gpu in sums.indices where column[gpu] == column[gpu] && snapshot.gpuState(gpu).counts {
                    sums[gpu] += column[gpu]
                    counts[gpu] &+= 1
                }
            }
        }
    }

    private func begin(_ count: Int, _ now: Int64) {
        windowStart = now
        sums = Self.metrics.map { _ in Array(repeating: 0, count: count) }
        counts = Self.metrics.map { _ in Array(repeating: 0, count: count) }
        struck = Array(repeating: false, count: count)
    }

    /// Whether enough of a group is in order for its middle to be that of healthy work: where a brake or heat took most of it, the odd ones
    /// are those whom it spared.
    private func isSound(_ group: [Int], _ snapshot: Snapshot) -> Bool {
        var sound = 0, there = 0
        for gpu in group {
            let state = snapshot.gpuState(gpu)
            if state != .neverSeen, state != .plannedOut { there += 1 }
            if state.counts, !struckThen[gpu] { sound += 1 }
        }
        return sound * 2 >= there
    }

    private func judge(_ columns: Columns, _ jobs: JobIndex) {
        guard due < Self.metrics.count else { return finish(columns) }
        let metric = Self.metrics[due], values = means[due], snapshot = columns.snapshot
        let definition = snapshot.catalogue[metric]
        let span = Float(definition.range.upperBound - definition.range.lowerBound)
        defer { due += 1 }
        guard snapshot.isExported(metric) else { return }
        for group in jobs.peers where group.count >= settings.leastPeers {
            guard isSound(group, snapshot) else {
                for gpu in group { unjudged[gpu] = true }
                continue
            }
            let healthy = group.lazy.filter { !self.struckThen[$0] }.map { values[$0] }
            guard let (median, spread) = Peers.centre(healthy), abs(median) > span * 0.02 else { continue }
            let least = Float(
                metric == .tempCelsius ? settings.leastCelsius : settings.leastShare * Double(abs(median)))
            let unit = max(spread * Peers.scale, least / Float(settings.z))
            for gpu in group where values[gpu] == values[gpu] && !struckThen[gpu] {
                let z = (values[gpu] - median) / unit
                if abs(z) > abs(worst[gpu]) {
                    worst[gpu] = z
                    worstMetric[gpu] = UInt8(due)
                }
                if abs(z) >= Float(settings.z) { flagged[gpu] = true }
            }
        }
    }

    private func finish(_ columns: Columns) {
        let mask = UInt8((1 << min(8, settings.windows)) - 1)
        for gpu in history.indices where !unjudged[gpu] {
            guard history[gpu] != 0 || flagged[gpu] else { continue }
            history[gpu] = (history[gpu] << 1 | (flagged[gpu] ? 1 : 0)) & mask
            let odd = (oddMs[gpu] ?? []) + (flagged[gpu] ? [meansMs] : [])
            oddMs[gpu] = history[gpu] == 0 ? nil : odd.suffix(history[gpu].nonzeroBitCount)
        }
        standings = history.indices.filter { history[$0] != 0 }.map { gpu in
            Standing(
                gpu: gpu, windows: history[gpu].nonzeroBitCount, z: worst[gpu],
                metric: Self.metrics[Int(worstMetric[gpu])],
                share: 0)
        }.sorted { ($0.windows, abs($0.z)) > ($1.windows, abs($1.z)) }
        if standings.count > 100 { standings.removeLast(standings.count - 100) }
        means = []
    }
}
