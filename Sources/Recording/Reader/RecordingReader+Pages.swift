// Pages of the wire: a target's series at a moment, catalogued or not.

import Telemetry

extension RecordingReader {
    /// The page that was taken at `time`, nil if the wire does not have it.
    func page(epoch: Int64, target: Int, at time: Timestamp, notAfterSlot slot: Int) throws(RecordingError) -> (
        table: SeriesTable, values: [Double]
    )? {
        lock.lock()
        defer { lock.unlock() }
        // A slow target's page may lie some spans back.
        for row in spans(ofEpoch: epoch, slots: 0..<slot + 1).suffix(64).reversed() {
            guard let found = try page(in: row, target, time), let table = try table(found.layout),
                table.series.count == found.values.count
            else {
                if row.end + 60_000 < time { return nil }
                continue
            }
            return (table, found.values)
        }
        return nil
    }

    private func page(in row: SpanRow, _ target: Int, _ time: Timestamp) throws(RecordingError) -> (
        layout: Int, values: [Double]
    )? {
        let span = try load(row)
        let groups = groups(span.epoch)
        guard groups.indices.contains(target) else { return nil }
        let group = groups[target]
        if row.isSealed {
            guard let page = try span.wire(group: group)?.page(target: target, notAfter: time),
                page.time == time.milliseconds
            else { return nil }
            let series = page.layout & 1 == 0 ? page.values.count : page.values.count / 2
            return (page.layout >> 1, Array(page.values.prefix(series)))
        }
        var reader = WireGroupReader()
        let words = try words(row.epoch)
        var found: WireScrape?
        for segment in span.segments(group: group, to: row.slots - 1) {
            for scrape in reader.scrapes(segment, words: words) ?? []
            where scrape.target == target && scrape.time == time && scrape.failure == nil { found = scrape }
        }
        return found.map { ($0.layout, Array($0.values)) }
    }

    /// Every scrape of a span, in order of time.
    public func scrapes(of row: SpanRow) throws(RecordingError) -> [WireScrape] {
        let (scrapes, faults) = try readableScrapes(of: row)
        if let first = faults.first { throw RecordingError(.damaged, first) }
        return scrapes
    }

    /// The same without groups of targets that can not be read, and what those are, in sentences.
    public func readableScrapes(of row: SpanRow) throws(RecordingError) -> (scrapes: [WireScrape], faults: [String]) {
        lock.lock()
        defer { lock.unlock() }
        var faults: [String] = []
        let span = try load(row), words = try words(row.epoch)
        var scrapes: [WireScrape] = []
        let groups = row.isSealed ? try wireGroups(row) : Array(0..<span.groupCount)
        for group in groups {
            if row.isSealed {
                do throws(RecordingError) {
                    guard let chunk = try span.wire(group: group) else { continue }
                    guard let more = chunk.scrapes(words: words) else {
                        throw span.damaged("the wire of group \(group)")
                    }
                    scrapes += more
                } catch { faults.append(error.description) }
                continue
            }
            var reader = WireGroupReader()
            for segment in span.segments(group: group, to: row.slots - 1) {
                scrapes += reader.scrapes(segment, words: words) ?? []
            }
        }
        // A chunk that is not there has no checksum.
        let samples = scrapes.reduce(0) { $0 + ($1.failure == nil ? $1.values.count : 0) }
        if faults.isEmpty, samples != row.wireSamples {
            let all = Plural.counted(row.wireSamples, "sample"), lost = row.wireSamples - samples
            let what = lost > 0 ? "\(lost) of \(all) of the wire" : "the wire, which has \(-lost) more than \(all),"
            faults.append(span.damaged(what).description)
        }
        return (scrapes.sorted { ($0.time, $0.target) < ($1.time, $1.target) }, faults)
    }

    /// Metrics of a span whose tracks turned out to be damaged so far.
    func lost(of row: SpanRow) -> [MetricID] {
        lock.lock()
        defer { lock.unlock() }
        return ((try? load(row))?.lost ?? []).sorted().map { MetricID($0) }
    }

    /// The same in sentences.
    func lostTracks(of row: SpanRow) -> [String] {
        lock.lock()
        defer { lock.unlock() }
        guard let span = try? load(row) else { return [] }
        return span.lost.sorted().map { span.damaged("the track of \(span.name($0))").description }
    }

    private func wireGroups(_ row: SpanRow) throws(RecordingError) -> [Int] {
        let first = ChunkID(span: row.id, kind: .wire).value
        let statement = try file.database.statement("SELECT id FROM chunk WHERE id >= ? AND id < ? ORDER BY id")
            .bind(1, first).bind(2, first + Int64(ChunkID.numberLimit))
        defer { statement.reset() }
        var groups: [Int] = []
        while try statement.step() { groups.append(ChunkID(value: statement.integer(0)).number) }
        return groups
    }

    /// A layout's series; nil if the recording has none of this number.
    public func table(_ layout: Int) throws(RecordingError) -> SeriesTable? {
        lock.lock()
        defer { lock.unlock() }
        if let known = tables[layout] { return known }
        let statement = try file.database.statement("SELECT bytes FROM layout WHERE id = ?").bind(1, Int64(layout))
        defer { statement.reset() }
        guard try statement.step(), let bytes = statement.withBytes(0, { file.zstd.decompress($0) }) else { return nil }
        guard var head = LayoutHead(bytes) else { return nil }
        if let anonymiser { head = head.renamed(anonymiser) }
        var parts: [SeriesList.Part] = []
        for row in head.parts {
            guard let block = try block(row.block), row.first <= block.series.count,
                row.count <= block.series.count - row.first
            else { return nil }
            parts.append(SeriesList.Part(block: block, range: row.first..<row.first + row.count))
        }
        let table = SeriesTable(
            series: SeriesList(parts: parts), hosts: head.hosts, gpus: head.gpus)
        if tables.count >= 20_000 { tables.removeAll() }
        tables[layout] = table
        return table
    }

    private func block(_ number: Int) throws(RecordingError) -> SeriesList.Block? {
        let statement = try file.database.statement("SELECT bytes FROM block WHERE id = ?").bind(1, Int64(number))
        defer { statement.reset() }
        guard try statement.step(), let bytes = statement.withBytes(0, { file.zstd.decompress($0) }) else { return nil }
        let block = LayoutBytes.block(bytes)
        return block.map { anonymiser?.block($0) ?? $0 }
    }
}
