// Chunks and ticks: compressed frames with a checksum of their own, by number.

extension RecordingFile {
    /// Boards of alarms stand among the delta frames, so much behind the frame of their slot.
    static let boardIndex = 2_048

    func write(_ bytes: [UInt8], _ id: ChunkID, level: Int32 = 1) throws(RecordingError) -> Int {
        let packed = zstd.compress(bytes, level: level)
        try database.statement("INSERT OR REPLACE INTO chunk(id, bytes) VALUES(?, ?)").bind(1, id.value).bind(2, packed)
            .run()
        return packed.count
    }

    /// nil if there is none; throws if it is damaged.
    func chunk(_ id: ChunkID) throws(RecordingError) -> [UInt8]? {
        let statement = try database.statement("SELECT bytes FROM chunk WHERE id = ?").bind(1, id.value)
        return try unpack(statement, "chunk \(id.value)")
    }

    /// The chunk as it is stored, nil if there is none.
    func packedChunk(_ id: ChunkID) throws(RecordingError) -> [UInt8]? {
        let statement = try database.statement("SELECT bytes FROM chunk WHERE id = ?").bind(1, id.value)
        defer { statement.reset() }
        return try statement.step() ? statement.bytes(0) : nil
    }

    func writeTick(span: Int64, index: Int, _ bytes: [UInt8]) throws(RecordingError) {
        try database.statement("INSERT OR REPLACE INTO tick(id, bytes) VALUES(?, ?)").bind(1, span << 12 | Int64(index))
            .bind(2, zstd.compress(bytes, level: 1)).run()
    }

    func tick(span: Int64, index: Int) throws(RecordingError) -> [UInt8]? {
        let statement = try database.statement("SELECT bytes FROM tick WHERE id = ?").bind(1, span << 12 | Int64(index))
        return try unpack(statement, "tick \(index) of span \(span)")
    }

    /// The newest board of alarms of an open span, up to a slot; nil if there is none.
    func board(span: Int64, upTo index: Int) throws(RecordingError) -> [UInt8]? {
        let first = span << 12 | Int64(Self.boardIndex)
        let statement = try database.statement(
            "SELECT bytes FROM tick WHERE id >= ? AND id <= ? ORDER BY id DESC LIMIT 1"
        ).bind(1, first).bind(2, first + Int64(index))
        return try unpack(statement, "a board of span \(span)")
    }

    func removeTicks(span: Int64) throws(RecordingError) {
        try database.statement("DELETE FROM tick WHERE id >= ? AND id < ?").bind(1, span << 12).bind(
            2, (span + 1) << 12
        )
        .run()
    }

    /// Frees what a seal wrote that did not come to its end: the delta frames are what counts.
    func removeHalfSealed() throws(RecordingError) {
        let statement = try database.statement("SELECT id FROM span WHERE sealed = 0 ORDER BY id DESC LIMIT 16")
        var spans: [Int64] = []
        while try statement.step() { spans.append(statement.integer(0)) }
        statement.reset()
        for span in spans {
            let range = ChunkID.range(span: span)
            try database.execute("DELETE FROM chunk WHERE id BETWEEN \(range.lowerBound) AND \(range.upperBound)")
        }
    }

    private func unpack(_ statement: Statement, _ what: String) throws(RecordingError) -> [UInt8]? {
        defer { statement.reset() }
        guard try statement.step() else { return nil }
        guard let bytes = statement.withBytes(0, { zstd.decompress($0) }) else {
            throw RecordingError(.damaged, "\(path): \(what) is damaged")
        }
        return bytes
    }
}
