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
        attempt { () throws(RecordingError) in
            let last = row.firstSlot + row.slots - 1
            guard span.epoch.end(of: row.firstSlot - 1) != row.start || span.epoch.end(of: last) != row.end else {
                return
            }
            throw RecordingError(
                .damaged,
                "\(path): the times of span \(row.id) are not those of epoch \(row.epoch): it can not be shown")
        }
        attempt { () throws(RecordingError) in _ = try span.state(at: row.slots - 1) }
        attempt { () throws(RecordingError) in _ = try span.hall() }
        faults += span.damagedValues()
        attempt { () throws(RecordingError) in _ = try span.board(at: row.slots - 1) }
        attempt { () throws(RecordingError) in
            for number in 0...1 where row.isSealed {
                let bytes = try span.chunk(.rollUp, number: number, "its roll-ups")
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
        attempt { () throws(RecordingError) in try requireWords(span) }
        if span.epoch.isExact { attempt { () throws(RecordingError) in _ = try wholeScrapes(of: row) } }
        return faults
    }

    /// Every scrape of a span, if every sample that was written is there, and its layout says what it is.
    func wholeScrapes(of row: SpanRow) throws(RecordingError) -> [WireScrape] {
        lock.lock()
        defer { lock.unlock() }
        let all = try scrapes(of: row)
        var nameless = 0, lost = Set<Int>()
        for scrape in all where scrape.failure == nil && !hasNames(scrape) {
            nameless += scrape.values.count
            lost.insert(scrape.layout)
        }
        guard let first = lost.min() else { return all }
        let others = lost.count > 1 ? " and \(lost.count - 1) more" : ""
        throw RecordingError(
            .damaged,
            "\(path): layout \(first)\(others), used by span \(row.id), is missing or damaged: the names of \(nameless) of its \(Plural.counted(row.wireSamples, "sample")) are unknown"
        )
    }

    /// Whether it is known what each value of a page is.
    private func hasNames(_ scrape: WireScrape) -> Bool {
        ((try? table(scrape.layout)) ?? nil)?.series.count == scrape.values.count
    }

    /// What the states and attributes of a span name is there.
    private func requireWords(_ span: LoadedSpan) throws(RecordingError) {
        let row = span.row, epoch = span.epoch
        let state = try span.state(at: row.slots - 1)
        let named = state.namedWords
        let noted = try file.attributes(epoch: epoch.id, upTo: row.firstSlot + row.slots - 1, end: epoch.end)
        guard max(named, noted.map(\.word).max() ?? 0) > Int64(try words(epoch.id).texts.count) else { return }
        throw RecordingError(.damaged, RecordingFile.lostWords(path, epoch.id))
    }

    /// What of a damaged span's values can be read, of the wire with their names.
    func readableSamples(of row: SpanRow) -> (wire: Int, tracks: Int) {
        lock.lock()
        defer { lock.unlock() }
        let scrapes = (try? readableScrapes(of: row).scrapes) ?? []
        let wire = scrapes.reduce(0) { $0 + ($1.failure == nil && hasNames($1) ? $1.values.count : 0) }
        return (wire, (try? load(row).readableValues()) ?? 0)
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
