// What of a span can not be read, in words.

import Storage
import Telemetry

extension RecordingReader {
    /// Reads everything of a span; empty if all of it is as it was written.
    func faults(in row: SpanRow) -> [String] {
        lock.lock()
        defer { lock.unlock() }
        var faults: [String] = []
        func attempt(_ body: () throws(RecordingError) -> Void) {
            do throws(RecordingError) { try body() } catch { faults.append(error.description) }
        }
        var span: LoadedSpan?
        attempt { () throws(RecordingError) in span = try load(row) }
        guard let span else { return faults }
        attempt { () throws(RecordingError) in _ = try span.state(at: row.slots - 1) }
        attempt { () throws(RecordingError) in _ = try span.hall() }
        attempt { () throws(RecordingError) in try span.verifyValues() }
        attempt { () throws(RecordingError) in _ = try span.board(at: row.slots - 1) }
        attempt { () throws(RecordingError) in
            for number in 0...1 where row.isSealed {
                let bytes = try file.chunk(ChunkID(span: row.id, kind: .rollUp, number: number))
                if let bytes, RollUpSeries(bytes) == nil { throw span.damaged("its roll-ups") }
            }
        }
        attempt { () throws(RecordingError) in
            guard row.isSealed else { return }
            let groups = (groups(span.epoch).max() ?? -1) + 1
            if let what = try file.misplacedChunks(of: row, groups: groups) { throw span.damaged(what) }
        }
        attempt { () throws(RecordingError) in
            let slot = row.firstSlot + row.slots - 1
            _ = try file.attributes(epoch: row.epoch, upTo: slot) { span.epoch.end(of: $0) }
        }
        if span.epoch.isExact { attempt { () throws(RecordingError) in _ = try wholeScrapes(of: row) } }
        return faults
    }

    /// Every scrape of a span, if every sample that was written is there, and its layout says what it is.
    func wholeScrapes(of row: SpanRow) throws(RecordingError) -> [WireScrape] {
        lock.lock()
        defer { lock.unlock() }
        let all = try scrapes(of: row)
        var samples = 0, layouts: [Int: Int] = [:]
        for scrape in all where scrape.failure == nil {
            samples += scrape.values.count
            layouts[scrape.layout] = scrape.values.count
        }
        for (layout, count) in layouts.sorted(by: { $0.key < $1.key }) where try table(layout)?.series.count != count {
            throw RecordingError(
                .damaged, "\(path): layout \(layout), used by span \(row.id), is missing or damaged")
        }
        guard row.isSealed, samples != row.wireSamples else { return all }
        throw try load(row).damaged(
            "\(row.wireSamples - samples) of \(Plural.counted(row.wireSamples, "sample")) of the wire")
    }

    /// Whether all that was noted of an epoch's GPUs can be read.
    func attributesAreWhole(_ epoch: Epoch) -> Bool {
        lock.lock()
        defer { lock.unlock() }
        guard let last = spans.last(where: { $0.epoch == epoch.id }) else { return true }
        return (try? file.attributes(epoch: epoch.id, upTo: last.firstSlot + last.slots - 1, end: epoch.end)) != nil
    }

    /// Series of the newest layout of each target.
    func seriesCount() -> Int {
        lock.lock()
        defer { lock.unlock() }
        guard
            let statement = try? file.database.statement(
                "SELECT max(id) FROM layout WHERE epoch = (SELECT max(epoch) FROM layout) GROUP BY target")
        else { return 0 }
        var layouts: [Int] = []
        while (try? statement.step()) == true { layouts.append(Int(statement.integer(0))) }
        statement.reset()
        return layouts.reduce(0) { $0 + ((try? table($1))??.series.count ?? 0) }
    }
}
