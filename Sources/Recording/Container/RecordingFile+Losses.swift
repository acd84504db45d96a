// What the tables say of one another: rows that are gone, seen by what belonged to them, and what that costs. It mends nothing, and notices
// nothing that no other row tells of.

import Storage
import Telemetry

extension RecordingFile {
    /// Spans that are told one by one.
    private static let spansTold = 20
    /// Numbers of spans that a chunk can have.
    private static let spanNumbersPossible: Range<Int64> = -1 << 43..<1 << 43

    /// Rows of spans that are not there or can not be read, in sentences.
    ///
    /// - Parameter known: spans whose rows were read already.
    func lostSpans(except known: Set<Int64>) throws(RecordingError) -> [String] {
        // One state of the file: a span that a recorder begins just now has its row.
        try database.execute("BEGIN")
        defer { try? database.execute("COMMIT") }
        let numbers = spanNumbers().filter(Self.spanNumbersPossible.contains)
        let unread = numbers.filter { !known.contains($0) && ((try? spans(from: $0, to: $0)) ?? []).isEmpty }
        var lost = unread.map { id in
            "\(path): the row of span \(id) in the table span is damaged: \(times(ofSpan: id)) can not be shown"
        }
        var next = Self.spanNumbersPossible.lowerBound
        for number in numbers + [Self.spanNumbersPossible.upperBound] {
            if number > next { lost += try orphans(of: next..<number) }
            next = number + 1
        }
        guard lost.count > Self.spansTold else { return lost }
        return lost.prefix(Self.spansTold) + ["\(path): \(lost.count - Self.spansTold) more spans have no row"]
    }

    /// What belongs to spans of these numbers, of which none has a row.
    private func orphans(of spans: Range<Int64>) throws(RecordingError) -> [String] {
        var told: [String] = []
        for (table, shift, noun) in [("chunk", 20, "chunk"), ("tick", 12, "delta frame")] as [(String, Int64, String)] {
            let statement = try database.statement(
                """
                SELECT id >> \(shift), count(*), sum(length(bytes)) FROM \(table) WHERE id >= ? AND id <= ?
                GROUP BY 1 LIMIT \(Self.spansTold + 1)
                """
            ).bind(1, spans.lowerBound << shift).bind(2, (spans.upperBound - 1) << shift | (1 << shift - 1))
            var found: [(span: Int64, words: String)] = []
            while try statement.step() {
                let what = "\(Plural.counted(statement.integer(1), noun)) of \(statement.integer(2)) bytes"
                found.append((statement.integer(0), what))
            }
            statement.reset()
            told += found.map { span, what in
                "\(path): the row of span \(span) is missing in the table span: \(times(ofSpan: span)), \(what), can not be shown"
            }
        }
        return told
    }

    /// Epochs that spans belong to and that have no row, in sentences.
    func lostEpochs() throws(RecordingError) -> [String] {
        let statement = try database.statement(
            """
            SELECT epoch, count(*), min(start_ms), max(end_ms) FROM span WHERE epoch NOT IN (SELECT id FROM epoch)
            GROUP BY epoch LIMIT \(Self.spansTold)
            """)
        defer { statement.reset() }
        var lost: [String] = []
        while try statement.step() {
            let what = cost(statement, from: 1)
            lost.append(
                "\(path): the row of epoch \(statement.integer(0)) is missing in the table epoch, and with it hall, targets and step: \(what)"
            )
        }
        return lost
    }

    /// What goes with an epoch, out of the number, the first beginning and the last end of its spans.
    func cost(_ statement: Statement, from column: Int32) -> String {
        guard statement.integer(column) > 0 else { return "no span is of it" }
        let times = [1, 2].map { statement.integer(column + $0) }.filter(Epoch.times.contains)
            .map { Self.words(Timestamp(milliseconds: $0)) }.joined(separator: " to ")
        return "\(Plural.counted(statement.integer(column), "span")), \(times), can not be shown"
    }

    /// When a span was, as the head of its first track says.
    private func times(ofSpan span: Int64) -> String {
        let packed = try? packedChunk(ChunkID(span: span, kind: .track, number: ColumnPlan.gpuStates))
        guard let packed = packed ?? nil, let size = Zstd.size(of: packed),
            let head = try? SealedBlock(byteCount: size, fill: { _ = Zstd.decompress(packed, into: $0) }).head,
            (1...SpanRow.slotLimit).contains(head.slots), Epoch.steps.contains(Int64(head.stepMs)),
            Epoch.times.contains(head.start.milliseconds)
        else { return "what it holds" }
        let end = head.start + Int64(head.slots * head.stepMs)
        return "\(Self.words(head.start)) to \(Self.words(end))"
    }

    /// `2026-07-01T00:00:00Z`
    static func words(_ time: Timestamp) -> String {
        let civil = CivilTime(time)
        return "\(civil.date)T\(civil.clock)Z"
    }

    /// Rows of a table that numbers them one by one, as far as a later number tells of them: in a sentence, nil if there are all. Retention
    /// takes the oldest, and then nobody knows.
    func lostRows(_ table: String) throws(RecordingError) -> String? {
        guard try database.integer("SELECT coalesce(min(id), 0) FROM span") == 1 else { return nil }
        // In one look: somebody may be writing.
        let statement = try database.statement("SELECT count(*), coalesce(max(id), 0) FROM \(table)")
        defer { statement.reset() }
        guard try statement.step(), statement.integer(1) > statement.integer(0) else { return nil }
        let last = statement.integer(1), lost = last - max(0, statement.integer(0))
        let holds = Schema.tables.first { $0.name == table }?.holds ?? "it"
        return
            "\(path): \(lost) of \(Plural.counted(last, "row")) of the table \(table) are missing, and with them a part of \(holds)"
    }

    /// Words of an epoch behind the first that is not there, in a sentence; nil if there is no such hole.
    func lostWords(ofEpoch epoch: Int64) throws(RecordingError) -> String? {
        let statement = try database.statement("SELECT count(*), max(number) FROM word WHERE epoch = ?").bind(1, epoch)
        defer { statement.reset() }
        guard try statement.step(), statement.integer(1) > statement.integer(0) else { return nil }
        return Self.lostWords(path, epoch)
    }

    static func lostWords(_ path: String, _ epoch: Int64) -> String {
        "\(path): words of epoch \(epoch) are missing in the table word: who stood where (UUID, job, pod), and why pages failed, is in part unknown"
    }
}
