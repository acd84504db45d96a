// The newest values of one target, catalogued or not, for the views that list every series (unsafe: one copy of borrowed values).
// It may be newer than the snapshot beside it: generic series have no history in memory.

import Synchronization
import Telemetry

/// One page, replaced by each scrape. Safe to read from any thread.
final class NewestPage: Sendable {
    private let page = Mutex<(table: SeriesTable, values: [Double])?>(nil)

    func replace(_ table: SeriesTable, _ values: PageValues) {
        page.withLock { page in
            if page?.values.count != values.count {
                page = (table, [Double](repeating: 0, count: values.count))
            } else if page!.table !== table {
                page!.table = table
            }
            page!.values.withUnsafeMutableBufferPointer { own in
                own.baseAddress?.update(from: values.base, count: values.count)
            }
        }
    }

    var current: (table: SeriesTable, values: [Double])? { page.withLock { $0 } }
}
