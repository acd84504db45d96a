// Changes of attributes, one row for each slot in which there were any. Files of before have no such table.

import Telemetry

extension RecordingFile {
    func writeAttributes(epoch: Int64, slot: Int, isKey: Bool, _ bytes: [UInt8]) throws(RecordingError) {
        try database.statement(
            "INSERT OR REPLACE INTO attribute(epoch, slot, is_key, bytes, sum) VALUES(?, ?, ?, ?, ?)"
        )
        .bind(1, epoch).bind(2, Int64(slot)).bind(3, isKey ? 1 : 0).bind(4, zstd.compress(bytes, level: 3)).bindSum(5)
        .run()
    }

    /// The last slot up to `slot` in which something was noted, nil if there is none.
    func lastAttributes(epoch: Int64, upTo slot: Int) throws(RecordingError) -> Int? {
        guard hasAttributes else { return nil }
        let statement = try database.statement("SELECT max(slot) FROM attribute WHERE epoch = ? AND slot <= ?")
            .bind(1, epoch).bind(2, Int64(slot))
        defer { statement.reset() }
        return try statement.step() && !statement.isNull(0) ? Int(statement.integer(0)) : nil
    }

    /// From the last key up to `slot`, in order.
    ///
    /// - Parameter end: the end of a slot of the epoch.
    func attributes(epoch: Int64, upTo slot: Int, end: (Int) -> Timestamp) throws(RecordingError) -> [AttributeRow] {
        guard hasAttributes else { return [] }
        let statement = try database.statement(
            """
            SELECT slot, bytes FROM attribute WHERE epoch = ?1 AND slot <= ?2 AND slot >= (SELECT max(slot) FROM attribute
            WHERE epoch = ?1 AND slot <= ?2 AND is_key = 1) ORDER BY slot
            """
        ).bind(1, epoch).bind(2, Int64(slot))
        defer { statement.reset() }
        var rows: [AttributeRow] = []
        while try statement.step() {
            let at = Int(statement.integer(0))
            let row = "a row of the table attribute, slot \(at) of epoch \(epoch),"
            guard Epoch.slots.contains(Int64(at)) else {
                throw RecordingError(.damaged, "\(path): \(row) is damaged")
            }
            guard let bytes = statement.withBytes(1, { zstd.decompress($0) }),
                let more = AttributeRow.read(bytes, moment: end(at))
            else {
                let cost = "attributes from \(Self.words(end(at))) on are in part unknown"
                throw RecordingError(.damaged, "\(path): \(row) is damaged: \(cost)")
            }
            rows += more
        }
        return rows
    }

    /// What no moment that is still recorded needs.
    func removeAttributes(epoch: Int64, before slot: Int64) throws(RecordingError) {
        try database.statement(
            """
            DELETE FROM attribute WHERE epoch < ?1 OR epoch = ?1 AND slot < (SELECT max(slot) FROM attribute
            WHERE epoch = ?1 AND slot <= ?2 AND is_key = 1)
            """
        ).bind(1, epoch).bind(2, slot).run()
    }
}
