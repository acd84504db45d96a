// Tracks, states and events made again from the wire: the wire is evidence, all else is derived from it. What rules and people said
// then is copied: nobody can ask them again. Also what is left of a damaged recording, as a new one.

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
        for mark in (try? reader.bookmarks()) ?? [] { recorder.bookmark(mark.time, mark.text) }
        for epoch in reader.epochs {
            let rows = reader.spans.filter { $0.epoch == epoch.id }
            recorder.takesWire = epoch.isExact
            if epoch.isExact {
                faults += replay(rows, epoch, reader, recorder)
            } else {
                faults += copy(rows, reader, recorder)
            }
        }
        recorder.finish()
        if case .stopped(let why) = recorder.status.phase { throw RecordingError(.full, why) }
        var told = Set<String>()
        return (recorder.status.slots, faults.filter { told.insert($0).inserted })
    }

    private static func replay(_ rows: [SpanRow], _ epoch: Epoch, _ reader: RecordingReader, _ recorder: Recorder)
        -> [String]
    {
        guard let first = rows.first else { return [] }
        let store = Store(
            topology: epoch.topology, catalogue: epoch.catalogue, targets: epoch.targets,
            start: epoch.start + Int64(first.firstSlot) * epoch.stepMs, stepMs: epoch.stepMs, hotSlots: 90)
        store.observer = recorder
        let delay = epoch.stepMs * 3 / 10
        var player = WirePlayer(store, reader)
        for row in rows {
            var scrapes: ArraySlice<WireScrape> = []
            do throws(RecordingError) {
                let (readable, faults) = try reader.readableScrapes(of: row)
                scrapes = readable[...]
                player.faults += faults
            } catch {
                player.faults.append(error.description)
                continue
            }
            player.begin(row)
            if row.start - store.snapshot.moment > epoch.stepMs { store.jump(to: row.start) }
            var alarms = ((try? reader.alarms(of: row)) ?? [])[...]
            for index in 0..<row.slots {
                let slot = row.firstSlot + index, end = epoch.end(of: slot)
                while let alarm = alarms.first, alarm.slot <= slot {
                    store.append(alarm.event)
                    alarms.removeFirst()
                }
                while let scrape = scrapes.first, scrape.time < end {
                    player.accept(scrape)
                    scrapes.removeFirst()
                }
                guard let snapshot = store.close(upTo: end + delay) else { continue }
                note(reader, row, index, recorder, slot: snapshot.slot)
            }
            // What came in between the last slot's end and its closing.
            for scrape in scrapes { player.accept(scrape) }
        }
        return player.faults
    }

    private static func note(_ reader: RecordingReader, _ row: SpanRow, _ index: Int, _ recorder: Recorder, slot: Int) {
        guard let board = (try? reader.board(of: row, slot: index)) ?? nil else { return }
        recorder.note(slot: slot) { board }
    }

    /// Without a wire there is nothing to derive from: slots are copied as they are.
    private static func copy(_ rows: [SpanRow], _ reader: RecordingReader, _ recorder: Recorder) -> [String] {
        var faults: [String] = []
        for row in rows {
            for slot in 0..<row.slots {
                do throws(RecordingError) {
                    guard let snapshot = try reader.snapshot(of: row, slot: slot) else { continue }
                    recorder.didClose(snapshot)
                    note(reader, row, slot, recorder, slot: snapshot.slot)
                } catch {
                    faults.append(error.description)
                    break
                }
            }
        }
        return faults
    }
}
