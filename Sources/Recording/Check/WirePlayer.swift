// Recorded scrapes into a store, as if they came in now. What can not be played is told, never skipped in silence.

import Storage
import Telemetry

/// Plays spans in their order.
struct WirePlayer {
    private let store: Store
    private let reader: RecordingReader
    private let values = PageValues()
    /// Bytes of each target's page, which the wire does not have: as the span's last slot knew them.
    private var bytes: [Int] = []
    var faults: [String] = []

    init(_ store: Store, _ reader: RecordingReader) {
        self.store = store
        self.reader = reader
    }

    mutating func begin(_ row: SpanRow) {
        let last = (try? reader.snapshot(of: row, slot: row.slots - 1)) ?? nil
        bytes = last?.targets.map(\.bytes) ?? []
    }

    mutating func accept(_ scrape: WireScrape) {
        if let failure = scrape.failure {
            return store.accept(.failed(target: scrape.target, time: scrape.time, failure))
        }
        let read = try? reader.table(scrape.layout)
        guard let table = read ?? nil, table.series.count == scrape.values.count else {
            faults.append("\(reader.path): layout \(scrape.layout) is missing or damaged: its pages are left out")
            return
        }
        scrape.write(to: values)
        store.accept(
            .page(
                Batch(
                    target: scrape.target, time: scrape.time, table: table, values: values,
                    bytes: scrape.target < bytes.count ? bytes[scrape.target] : 0)))
    }
}
