// The scrapes between two slot ends, copied on the core thread so that its buffers are free again (unsafe inside: one copy per page).
// Filled by one thread, then handed over whole.

import Telemetry

/// Pages back to back.
final class WireTick: @unchecked Sendable {
    struct Page {
        let target: Int
        let time: Timestamp
        /// nil for a failure.
        let table: SeriesTable?
        let failure: ScrapeFailure?
        let start: Int
        let count: Int
        /// The second half of the numbers are the exporter's timestamps.
        let isStamped: Bool
    }

    private(set) var pages: [Page] = []
    /// Values without timestamps.
    private(set) var samples = 0
    private var capacity: Int
    private var used = 0
    private var base: UnsafeMutablePointer<Double>

    init(capacity: Int = 1 << 16) {
        self.capacity = capacity
        base = .allocate(capacity: capacity)
    }

    deinit { base.deallocate() }

    func removeAll() {
        pages.removeAll(keepingCapacity: true)
        used = 0
        samples = 0
    }

    func append(_ batch: Batch) {
        let series = batch.values.count, stamps = batch.values.timestamps
        let count = stamps == nil ? series : series * 2
        if used + count > capacity {
            capacity = max(capacity * 2, used + count)
            let grown = UnsafeMutablePointer<Double>.allocate(capacity: capacity)
            grown.update(from: base, count: used)
            base.deallocate()
            base = grown
        }
        (base + used).update(from: batch.values.base, count: series)
        if let stamps {
            for index in 0..<series { base[used + series + index] = Double(stamps[index]) }
        }
        pages.append(
            Page(
                target: batch.target, time: batch.time, table: batch.table, failure: nil, start: used, count: count,
                isStamped: stamps != nil))
        used += count
        samples += series
    }

    func append(_ failure: ScrapeFailure, target: Int, time: Timestamp) {
        pages.append(
            Page(target: target, time: time, table: nil, failure: failure, start: used, count: 0, isStamped: false))
    }

    func values(_ page: Page) -> UnsafeBufferPointer<Double> {
        UnsafeBufferPointer(start: base + page.start, count: page.count)
    }
}
