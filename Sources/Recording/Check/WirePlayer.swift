// What the wire alone says of an epoch: its scrapes played through a store, as if they came in now. A span whose wire is not whole is
// skipped as a gap: what it lacks would look like silence.

import Storage
import Telemetry

/// Plays the spans of one epoch, in their order, as far as it is asked.
final class WirePlayer {
    private let epoch: Epoch
    private let reader: RecordingReader
    private let store: Store
    private let values = PageValues()
    private var waiting: ArraySlice<SpanRow>

    /// - Parameter rows: of the epoch, in the order they were written.
    init(_ epoch: Epoch, _ rows: [SpanRow], _ reader: RecordingReader) {
        self.epoch = epoch
        self.reader = reader
        waiting = rows[...]
        store = Store(
            topology: epoch.topology, catalogue: epoch.catalogue, targets: epoch.targets, start: epoch.start,
            stepMs: epoch.stepMs, hotSlots: 90)
    }

    /// The slots of a span by their numbers; none if its wire is not whole, or it was asked for before.
    func snapshots(of row: SpanRow) -> [Int: Snapshot] {
        while let next = waiting.popFirst() {
            let made = play(next)
            if next.id == row.id { return made }
        }
        return [:]
    }

    private func play(_ row: SpanRow) -> [Int: Snapshot] {
        guard var scrapes = try? reader.wholeScrapes(of: row)[...] else { return [:] }
        if row.start - store.snapshot.moment > epoch.stepMs { store.jump(to: row.start) }
        // The wire has numbers and no bytes of pages: those are what the span's last slot knew, and else unknown.
        let last = (try? reader.snapshot(of: row, slot: row.slots - 1)) ?? nil
        let targets = last?.targets ?? []
        var made: [Int: Snapshot] = [:]
        for slot in row.firstSlot..<row.firstSlot + row.slots {
            let end = epoch.end(of: slot)
            while let scrape = scrapes.first, scrape.time < end {
                accept(scrape, targets)
                scrapes.removeFirst()
            }
            if let snapshot = store.close(upTo: end + epoch.stepMs * 3 / 10) { made[snapshot.slot] = snapshot }
        }
        // What came in between the last slot's end and its closing.
        for scrape in scrapes { accept(scrape, targets) }
        return made
    }

    private func accept(_ scrape: WireScrape, _ targets: [TargetStatus]) {
        let known = scrape.target < targets.count ? targets[scrape.target] : nil
        if let failure = scrape.failure {
            return store.accept(.failed(target: scrape.target, time: scrape.time, failure))
        }
        guard let read = try? reader.table(scrape.layout), read.series.count == scrape.values.count else { return }
        scrape.write(to: values)
        store.accept(
            .page(
                Batch(
                    target: scrape.target, time: scrape.time, table: read, values: values,
                    bytes: known?.lastSuccess == nil ? nil : known?.bytes,
                    durationMs: known?.lastSuccess == nil ? nil : known?.lastDurationMs)))
    }
}
