// Whole spans that are older or more than was asked for are forgotten, and with the last of an epoch all that only it needed. The newest
// span stays. Freed room is used again, or given back.

import Storage
import Telemetry

extension SpanWriter {
    /// Pages given back at once: nobody is held up for long.
    private static let vacuumPages: Int64 = 2_000

    /// - Parameter openBytes: what the delta frames of a span take until it is sealed.
    func retain(newest: Timestamp, openBytes: Int64) throws(RecordingError) {
        guard options.retainMs != nil || options.retainBytes != nil else { return }
        var oldest: Int64 = 0
        if let keep = options.retainMs {
            oldest =
                try file.database.integer(
                    "SELECT coalesce(max(id), 0) FROM span WHERE end_ms <= \(newest.milliseconds - keep)") ?? 0
        }
        if let keep = options.retainBytes {
            oldest = max(oldest, try file.lastSpan(beyond: keep, openBytes: openBytes))
        }
        if oldest > 0 { try forget(upTo: oldest) }
        // What the next span's delta frames will take stays in the file.
        let free = try file.database.integer("PRAGMA freelist_count") ?? 0
        let spare = min(Self.vacuumPages, free - openBytes / Int64(RecordingFile.pageSize))
        if spare > 0 { try file.database.execute("PRAGMA incremental_vacuum(\(spare))") }
    }

    private func forget(upTo oldest: Int64) throws(RecordingError) {
        try file.database.transaction { () throws(RecordingError) in
            try file.database.execute("DELETE FROM chunk WHERE id < \((oldest + 1) << 20)")
            try file.database.execute("DELETE FROM tick WHERE id < \((oldest + 1) << 12)")
            try file.database.execute("DELETE FROM span WHERE id <= \(oldest)")
            try file.database.execute(
                "DELETE FROM event WHERE time_ms < (SELECT coalesce(min(start_ms), 0) FROM span)")
            guard let next = try file.database.integer("SELECT min(id) FROM span WHERE slots > 0"),
                let first = try file.spans(from: next, to: next).first
            else { return }
            try file.removeAttributes(epoch: first.epoch, before: Int64(first.firstSlot))
            let epochs = try file.database.integer("SELECT count(*) FROM epoch WHERE id < \(first.epoch)") ?? 0
            guard epochs > 0 else { return }
            for (table, column) in [("event", "epoch"), ("word", "epoch"), ("layout", "epoch"), ("epoch", "id")] {
                try file.database.execute("DELETE FROM \(table) WHERE \(column) < \(first.epoch)")
            }
            try file.removeBlocks(keeping: layouts?.knownBlocks ?? [])
        }
    }
}

extension RecordingFile {
    /// Bytes of the delta frames of a span.
    func tickBytes(span: Int64) throws(RecordingError) -> Int64 {
        let statement = try database.statement(
            "SELECT coalesce(sum(length(bytes)), 0) FROM tick WHERE id >= ? AND id < ?")
        statement.bind(1, span << 12).bind(2, (span + 1) << 12)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : 0
    }

    /// The last span that has to go so that the file and its log take no more; 0 if none has.
    fileprivate func lastSpan(beyond limit: Int64, openBytes: Int64) throws(RecordingError) -> Int64 {
        let pages = try database.integer("PRAGMA page_count") ?? 0,
            free = try database.integer("PRAGMA freelist_count") ?? 0
        let sealed = try database.integer("SELECT coalesce(sum(bytes), 0) FROM span") ?? 0
        // Names, layouts, events and what pages leave empty go with nobody.
        let others = (pages - free) * Int64(Self.pageSize) - sealed
        let keep = limit - logLimit - openBytes - max(0, others)
        let statement = try database.statement("SELECT id, bytes FROM span WHERE sealed = 1 ORDER BY id DESC")
        defer { statement.reset() }
        var sum: Int64 = 0, isNewest = true
        while try statement.step() {
            sum += statement.integer(1)
            if sum > keep, !isNewest { return statement.integer(0) }
            isNewest = false
        }
        return 0
    }

    /// Forgets blocks of series that no layout has any more.
    ///
    /// - Parameter known: those that the writer will refer to.
    fileprivate func removeBlocks(keeping known: [Int]) throws(RecordingError) {
        var used = Set(known)
        let layouts = try database.statement("SELECT bytes FROM layout")
        while try layouts.step() {
            guard let bytes = layouts.withBytes(0, { zstd.decompress($0) }), let blocks = LayoutBytes.blocks(bytes)
            else {
                // Nobody knows what a damaged one needs.
                return layouts.reset()
            }
            used.formUnion(blocks)
        }
        layouts.reset()
        for id in try blockNumbers() where !used.contains(id) {
            try database.statement("DELETE FROM block WHERE id = ?").bind(1, Int64(id)).run()
        }
    }

    private func blockNumbers() throws(RecordingError) -> [Int] {
        let statement = try database.statement("SELECT id FROM block")
        defer { statement.reset() }
        var numbers: [Int] = []
        while try statement.step() { numbers.append(Int(statement.integer(0))) }
        return numbers
    }
}
