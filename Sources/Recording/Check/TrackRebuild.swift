// Tracks, states and events made again from the wire: the wire is evidence, all else is derived from it. Also what is left of a
// damaged recording, as a new one.

import Storage
import Telemetry

/// Makes tracks, states and events anew from the wire; where there is no wire, copies what can be read.
public enum TrackRebuild {
    /// Plays the wire of a recording through a store into a new recording.
    ///
    /// - Returns: slots written, and what had to be left out.
    public static func run(_ path: String, to out: String, known: Catalogue) throws(RecordingError) -> (
        slots: Int, faults: [String]
    ) {
        let reader = try RecordingReader(path, known: known, salvaging: true)
        var faults = reader.faults
        var options = RecordingOptions()
        options.waits = true
        options.isExact = reader.epochs.contains(where: \.isExact)
        options.mode = reader.epochs.last?.mode ?? "live"
        let recorder = try Recorder(out, options)
        defer { recorder.finish() }
        for epoch in reader.epochs {
            let rows = reader.spans.filter { $0.epoch == epoch.id }
            if epoch.isExact {
                faults += replay(rows, epoch, reader, recorder)
            } else {
                faults += copy(rows, reader, recorder)
            }
        }
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        return (recorder.status.slots, faults)
    }

    private static func replay(_ rows: [SpanRow], _ epoch: Epoch, _ reader: RecordingReader, _ recorder: Recorder)
        -> [String]
    {
        guard let first = rows.first else { return [] }
        var faults: [String] = []
        let store = Store(
            topology: epoch.topology, catalogue: epoch.catalogue, targets: epoch.targets,
            start: epoch.start + Int64(first.firstSlot) * epoch.stepMs, stepMs: epoch.stepMs, hotSlots: 90)
        store.observer = recorder
        let delay = epoch.stepMs * 3 / 10
        let values = PageValues()
        for row in rows {
            var scrapes: ArraySlice<WireScrape> = []
            do throws(RecordingError) { scrapes = try reader.scrapes(of: row)[...] } catch {
                faults.append(error.description)
                continue
            }
            if row.start - store.snapshot.moment > epoch.stepMs { store.jump(to: row.start) }
            for slot in row.firstSlot..<row.firstSlot + row.slots {
                let end = epoch.end(of: slot)
                while let scrape = scrapes.first, scrape.time < end {
                    accept(scrape, store, reader, values)
                    scrapes.removeFirst()
                }
                _ = store.close(upTo: end + delay)
            }
            // What came in between the last slot's end and its closing.
            for scrape in scrapes { accept(scrape, store, reader, values) }
        }
        return faults
    }

    private static func accept(_ scrape: WireScrape, _ store: Store, _ reader: RecordingReader, _ values: PageValues) {
        if let failure = scrape.failure {
            return store.accept(.failed(target: scrape.target, time: scrape.time, failure))
        }
        let read = try? reader.table(scrape.layout)
        guard let table = read ?? nil, table.series.count == scrape.values.count else { return }
        scrape.write(to: values)
        store.accept(
            .page(Batch(target: scrape.target, time: scrape.time, table: table, values: values, bytes: 0)))
    }

    /// Without a wire there is nothing to derive from: slots are copied as they are.
    private static func copy(_ rows: [SpanRow], _ reader: RecordingReader, _ recorder: Recorder) -> [String] {
        var faults: [String] = []
        for row in rows {
            for slot in 0..<row.slots {
                do throws(RecordingError) {
                    guard let snapshot = try reader.snapshot(of: row, slot: slot) else { continue }
                    recorder.didClose(snapshot)
                } catch {
                    faults.append(error.description)
                    break
                }
            }
        }
        return faults
    }
}
