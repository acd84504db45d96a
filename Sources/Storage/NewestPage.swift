// The newest values of one target, catalogued or not, for the views that list every series.
// It may be newer than the snapshot beside it: generic series have no history in memory.

import Synchronization
import Telemetry

/// One page, replaced by each scrape. Safe to read from any thread.
final class NewestPage: Sendable {
    private struct Page: ~Copyable {
        var table: SeriesTable?
        let values = PageValues(capacity: 0)
    }

    private let page = Mutex(Page())

    /// Takes the numbers over; what `values` holds from then on is undefined, to be written again.
    func replace(_ table: SeriesTable, _ values: PageValues) {
        page.withLock { page in
            if page.table !== table { page.table = table }
            page.values.takeNumbers(of: values)
        }
    }

    /// A copy; nil before the first page.
    var current: (table: SeriesTable, values: [Double])? {
        page.withLock { page in page.table.map { ($0, page.values.numbers) } }
    }
}
