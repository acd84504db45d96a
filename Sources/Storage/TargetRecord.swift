// What the store remembers of one target between batches. Core thread only.

import Telemetry

/// Mutable companion of a `TargetStatus`.
struct TargetRecord {
    var status: TargetStatus
    var binding: Binding?
    /// Another target of its tray changed what it may say.
    var needsBinding = false
    /// Last raw values of counters by series index, NaN where there is none.
    var counters: [Double] = []
    /// When every series was read last, `Int64.min` if never; empty as long as no page gave times of its own, and all that stands in
    /// `counters` is of the last page.
    var counterTimes: [Int64] = []
    var lastTime: Timestamp?
    /// The newest page taken up to the end of the newest closed slot: what came later says nothing of that slot.
    private(set) var answered: Timestamp?
    /// Pages taken after that: the oldest, and those behind it; bounded. Nearly always there is one.
    private var next: Timestamp?
    private var ahead: [Timestamp] = []
    private static let aheadLimit = 1_024
    /// Whether the values of the newest page stand for slots that bring none.
    private var stands = false
    /// The failure that those ended.
    private var endedFailure: ScrapeFailure?
    /// A fingerprint of the values, and when it last moved.
    var fingerprint: UInt64 = 0
    var changes = 0
    /// Newest gaps between changes, the oldest overwritten first.
    var gaps = SIMD4<Int64>(repeating: .max)
    private var gapCount = 0
    let newest = NewestPage()

    init(_ description: TargetDescription) { status = TargetStatus(description: description) }

    var intervalMs: Int64 { status.intervalMs }

    /// What the scrape itself says of the target.
    mutating func note(_ batch: Batch) {
        if let failure = status.failure {
            endedFailure = failure
            status.failure = nil
        }
        status.lastSuccess = max(status.lastSuccess ?? batch.time, batch.time)
        status.lastDurationMs = batch.durationMs
        status.bytes = batch.bytes
        status.series = batch.values.count
        status.badLines = batch.badLines
        if status.firstBadLine != nil || batch.firstBadLine != nil { status.firstBadLine = batch.firstBadLine }
        status.scrapes += 1
    }

    /// A slot ends here.
    ///
    /// - Returns: whether the newest page has become too old for its values to stand for a slot that brought none.
    mutating func close(at moment: Timestamp) -> Bool {
        let before = answered
        while let time = next, time <= moment {
            answered = time
            endedFailure = nil
            next = ahead.isEmpty ? nil : ahead.removeFirst()
        }
        guard answered == before else {
            stands = true
            return false
        }
        guard stands, let last = answered, moment - last > 2 * intervalMs else { return false }
        stands = false
        return true
    }

    /// Keeps what the next page is compared with, and the page itself, whose values it takes out of the batch.
    mutating func take(_ batch: Batch, _ fingerprint: UInt64) {
        if next == nil {
            next = batch.time
        } else {
            if ahead.count == Self.aheadLimit { next = ahead.removeFirst() }
            ahead.append(batch.time)
        }
        observe(fingerprint: fingerprint, at: batch.time)
        lastTime = batch.time
        newest.replace(batch.table, batch.values)
    }

    /// Learns the source's own interval from what moved. Holes in our own scraping teach nothing.
    private mutating func observe(fingerprint new: UInt64, at time: Timestamp) {
        defer { fingerprint = new }
        guard let last = lastTime else {
            status.lastChange = time
            return
        }
        guard new != fingerprint else { return }
        let unbroken = time - last <= status.configuredMs * 2
        if changes > 0, unbroken, let lastChange = status.lastChange {
            gaps[gapCount & 3] = time - lastChange
            gapCount &+= 1
            status.learnedIntervalMs = gaps.min()
        }
        changes += unbroken ? 1 : 0
        status.lastChange = time
    }

    /// Nothing is known of its own interval yet, and its page carries what always moves. A page that carries nothing of that may stand still
    /// for good reasons.
    @inline(__always) var isUnsure: Bool { status.learnedIntervalMs == nil && binding?.isLively == true }

    /// The target's state by its scrapes alone.
    ///
    /// - Parameters:
    ///   - observedSince: the end of the newest span that nobody observed.
    ///   - fleetMs: the usual learned interval of targets like it, nil if none is known.
    @inline(__always)
    func heard(at moment: Timestamp, observedSince: Timestamp?, fleetMs: Int64?) -> EntityState {
        let failure = status.failure ?? endedFailure
        // In the order of the architecture: what never answered is never seen; its failure says why.
        guard let last = answered else { return .neverSeen }
        // What was not observed can not have aged: after a jump a target is only as silent as it was since then.
        let heard = failure == nil ? max(last, observedSince ?? last) : last
        let age = moment - heard, interval = intervalMs
        // Who refuses is gone, however slowly his values moved while he answered.
        if failure != nil, age > 2 * min(interval, status.configuredMs) { return .unreachable }
        if age > max(60_000, 4 * interval) { return .unreachable }
        if age > 2 * interval { return .late }
        guard let learned = status.learnedIntervalMs ?? fleetMs, let change = status.lastChange else {
            return .fresh
        }
        // Nor can it have stood still while nobody looked.
        let moved = max(change, observedSince ?? change)
        let patience = 5 * max(learned, status.configuredMs)
        return last - moved >= patience - status.configuredMs && moment - moved > patience
            ? .frozen : .fresh
    }
}
