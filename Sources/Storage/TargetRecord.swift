// What the store remembers of one target between batches. Core thread only.

import Telemetry

/// Mutable companion of a `TargetStatus`.
struct TargetRecord {
    var status: TargetStatus
    var binding: Binding?
    /// Another target of its tray changed what it may say.
    var needsBinding = false
    /// Last raw values of counters by series index, NaN where there is none; and their time.
    var counters: [Double] = []
    /// Times of those values, for pages that give a time with each.
    var counterTimes: [Int64] = []
    var lastTime: Timestamp?
    /// A fingerprint of the values, and when it last moved.
    var fingerprint: UInt64 = 0
    var lastChange: Timestamp?
    var changes = 0
    /// Newest gaps between changes, at most four.
    var gaps: [Int64] = []
    let newest = NewestPage()

    init(_ description: TargetDescription) { status = TargetStatus(description: description) }

    /// The larger of the configured and the learned interval.
    var intervalMs: Int64 { max(Int64(status.description.intervalMs), status.learnedIntervalMs ?? 0) }

    /// What the scrape itself says of the target.
    mutating func note(_ batch: Batch) {
        if status.failure != nil { status.failure = nil }
        status.lastSuccess = max(status.lastSuccess ?? batch.time, batch.time)
        status.lastDurationMs = batch.durationMs
        status.bytes = batch.bytes
        status.series = batch.values.count
        status.badLines = batch.badLines
        if status.firstBadLine != nil || batch.firstBadLine != nil { status.firstBadLine = batch.firstBadLine }
        status.scrapes += 1
    }

    /// Learns the source's own interval from what moved. Holes in our own scraping teach nothing.
    mutating func observe(fingerprint new: UInt64, at time: Timestamp) {
        defer { fingerprint = new }
        guard let last = lastTime else {
            lastChange = time
            return
        }
        guard new != fingerprint else { return }
        let unbroken = time - last <= Int64(status.description.intervalMs) * 2
        if changes > 0, unbroken, let lastChange {
            gaps.append(time - lastChange)
            if gaps.count > 4 { gaps.removeFirst() }
            status.learnedIntervalMs = gaps.min()
        }
        changes += unbroken ? 1 : 0
        lastChange = time
    }
}
