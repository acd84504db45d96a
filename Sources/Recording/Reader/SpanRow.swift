// One row of the table `span`.

import Telemetry

/// A stretch of consecutive slots of one epoch.
public struct SpanRow: Hashable, Sendable {
    /// Rises with every span that is begun.
    public let id: Int64
    /// `Epoch.id` of the epoch it belongs to.
    public let epoch: Int64
    /// Number of its first slot in the epoch.
    public let firstSlot: Int
    /// How many slots it has so far: 1 to 256.
    public var slots: Int
    /// Metrics in the order of their offsets in a slot.
    public let columns: [MetricID]
    /// Beginning of the first slot.
    public let start: Timestamp
    /// End of the last slot; moves on until the span is sealed.
    public var end: Timestamp
    /// Whether it is complete and stored in chunks; else its slots are delta frames, and there may be more.
    public var isSealed: Bool
    /// Known values of the tracks: absent ones do not count.
    public var samples: Int
    /// Values of the wire; 0 if it was not recorded.
    public var wireSamples: Int

    /// No writer makes longer ones.
    static let slotLimit = 256
    /// Values and bytes of a span, at most: sums of them are whole numbers.
    static let amounts: ClosedRange<Int64> = 0...1 << 40
}

extension RecordingFile {
    /// The spans from `id` on, in order. Rows that can not be read are left out.
    func spans(from id: Int64, to last: Int64 = .max) throws(RecordingError) -> [SpanRow] {
        let statement = try database.statement(
            """
            SELECT id, epoch, first_slot, slots, columns, start_ms, end_ms, sealed, samples, wire_samples, bytes,
            \(hasSums ? "sum" : "NULL") FROM span WHERE id >= ? AND id <= ? ORDER BY id
            """
        ).bind(1, id).bind(2, last)
        defer { statement.reset() }
        // A recording of weeks has thousands of rows and few different lists of columns.
        var rows: [SpanRow] = [], columns = (text: "", list: [MetricID]())
        while try statement.step() {
            let slots = statement.integer(3)
            // Better a gap than a stretch at the wrong time.
            guard (1...Int64(SpanRow.slotLimit)).contains(slots), Epoch.slots.contains(statement.integer(2)),
                [5, 6].allSatisfy({ Epoch.times.contains(statement.integer($0)) }),
                [8, 9, 10].allSatisfy({ SpanRow.amounts.contains(statement.integer($0)) }),
                statement.isNull(11) || statement.integer(11) == statement.sum(of: 11)
            else { continue }
            let text = statement.text(4)
            if text != columns.text { columns = (text, ColumnPlan.read(text)) }
            rows.append(
                SpanRow(
                    id: statement.integer(0), epoch: statement.integer(1), firstSlot: Int(statement.integer(2)),
                    slots: Int(slots), columns: columns.list,
                    start: Timestamp(milliseconds: statement.integer(5)),
                    end: Timestamp(milliseconds: statement.integer(6)), isSealed: statement.integer(7) == 1,
                    samples: Int(statement.integer(8)), wireSamples: Int(statement.integer(9))))
        }
        return rows
    }

    /// Makes the row of a span, or says what it has become.
    ///
    /// - Parameter bytes: of its chunks; 0 until it is sealed.
    func write(_ row: SpanRow, bytes: Int = 0) throws(RecordingError) {
        let statement = try database.statement(
            """
            INSERT INTO span(id, epoch, first_slot, slots, columns, start_ms, end_ms, sealed, samples, wire_samples, bytes, sum)
            VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET slots = excluded.slots,
            end_ms = excluded.end_ms, sealed = excluded.sealed, samples = excluded.samples,
            wire_samples = excluded.wire_samples, bytes = excluded.bytes, sum = excluded.sum
            """
        ).bind(1, row.id).bind(2, row.epoch).bind(3, Int64(row.firstSlot)).bind(4, Int64(row.slots))
        statement.bind(5, ColumnPlan.write(row.columns)).bind(6, row.start.milliseconds).bind(7, row.end.milliseconds)
        statement.bind(8, row.isSealed ? 1 : 0).bind(9, Int64(row.samples)).bind(10, Int64(row.wireSamples))
        try statement.bind(11, Int64(bytes)).bindSum(12).run()
    }

    /// Numbers from both ends of the table of spans to where it is damaged.
    func spanNumbers() -> [Int64] { numbers("span") }
    func epochNumbers() -> [Int64] { numbers("epoch") }

    private func numbers(_ table: String) -> [Int64] {
        var found = Set<Int64>()
        for order in ["ASC", "DESC"] {
            guard let statement = try? database.statement("SELECT id FROM \(table) ORDER BY id \(order)") else {
                continue
            }
            while (try? statement.step()) == true { found.insert(statement.integer(0)) }
            statement.reset()
        }
        return found.sorted()
    }

    /// The words of an epoch that come after the first `count`.
    func words(epoch: Int64, after count: Int) throws(RecordingError) -> [String] {
        let statement = try database.statement(
            "SELECT number, text FROM word WHERE epoch = ? AND number > ? ORDER BY number"
        ).bind(1, epoch)
            .bind(2, Int64(count))
        defer { statement.reset() }
        var texts: [String] = []
        while try statement.step() {
            // A hole would shift every later word.
            guard statement.integer(0) == Int64(count + texts.count + 1) else { break }
            texts.append(statement.text(1))
        }
        return texts
    }
}
