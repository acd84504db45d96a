// What of the tables themselves is damaged: rows whose checksum is another, and pages that SQLite finds out of order. In words.

import Telemetry

extension RecordingFile {
    /// Rows whose plain columns are not what was written, at most so many.
    func damagedRows(limit: Int) throws(RecordingError) -> [String] {
        guard hasSums else { return [] }
        var faults: [String] = []
        for (table, columns, count) in Schema.summed {
            // Rows of before the column was added have no sum; readers of other tables do without this one.
            guard table != "attribute" || hasAttributes else { continue }
            // Those of spans and epochs are told with what they cost.
            guard table != "span", table != "epoch" else { continue }
            let statement = try Statement("SELECT \(columns), sum FROM \(table) WHERE sum IS NOT NULL", on: database)
            while faults.count < limit, try statement.step() {
                guard statement.integer(count) != statement.sum(of: count) else { continue }
                let names = columns.split(separator: ",").prefix(2)
                    .map { $0.drop { $0 == " " } }.enumerated()
                    .map { "\($1) \(statement.text(Int32($0)).prefix(40))" }.joined(separator: ", ")
                faults.append("\(path): \(Self.damagedRow(table, names))")
            }
        }
        return faults
    }

    /// - Parameter names: the columns by which people know a row.
    static func damagedRow(_ table: String, _ names: String) -> String {
        "a row of the table \(table) is damaged (\(names))"
    }

    /// What SQLite says of its pages, at most so many sentences.
    func damagedPages(limit: Int) throws(RecordingError) -> [String] {
        let statement = try Statement("PRAGMA integrity_check(\(limit))", on: database)
        var faults: [String] = []
        while try statement.step() {
            for line in statement.text(0).split(separator: "\n") where line != "ok" && !line.hasPrefix("***") {
                faults.append("\(path): its pages are damaged: \(line)")
            }
        }
        return Array(faults.prefix(limit))
    }

    /// Chunks of a sealed span that are not its own, or too few: each is whole in itself, so only their number and place can be wrong.
    func misplacedChunks(of row: SpanRow, groups: Int) throws(RecordingError) -> String? {
        let statement = try database.statement("SELECT id, length(bytes) FROM chunk WHERE id BETWEEN ? AND ?")
        let range = ChunkID.range(span: row.id)
        statement.bind(1, range.lowerBound).bind(2, range.upperBound)
        defer { statement.reset() }
        var bytes: Int64 = 0
        while try statement.step() {
            let id = ChunkID(value: statement.integer(0))
            bytes += statement.integer(1)
            let isKnown =
                switch id.kind {
                case .track: row.columns.contains(MetricID(id.number)) || id.number >= ColumnPlan.gpuStates
                case .wire: id.number < groups
                case .rollUp: id.number < 2
                case .state, .hall, .alerts: id.number == 0
                case nil: false
                }
            guard isKnown else { return "chunk \(id.value), which is none of its own," }
        }
        let size = try database.statement("SELECT bytes FROM span WHERE id = ?").bind(1, row.id)
        defer { size.reset() }
        let told = try size.step() ? size.integer(0) : 0
        guard bytes > told else { return bytes == told ? nil : "\(told - bytes) of the \(told) bytes of its chunks" }
        return "one of its chunks, which together have \(bytes - told) bytes more than the \(told) that were written,"
    }
}
