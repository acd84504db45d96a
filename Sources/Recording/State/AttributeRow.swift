// A change of a GPU's attributes in the bytes of a recording.

import Telemetry

/// Who a GPU was from one moment on; the word is an identity.
struct AttributeRow: Equatable {
    let gpu: Int
    let time: Timestamp
    let word: Int64

    /// Rows of one slot, by GPU: each number as the distance to the one before, times first to the slot's end.
    static func write(_ rows: [AttributeRow], moment: Timestamp) -> [UInt8] {
        var writer = ByteWriter()
        writer.put(rows.count)
        var last = AttributeRow(gpu: 0, time: moment, word: 0)
        for row in rows {
            writer.put(row.gpu - last.gpu)
            writer.put(signed: row.time - last.time)
            writer.put(signed: row.word - last.word)
            last = row
        }
        return writer.bytes
    }

    /// nil if the bytes are damaged.
    static func read(_ bytes: [UInt8], moment: Timestamp) -> [AttributeRow]? {
        var reader = ByteReader(bytes)
        var rows: [AttributeRow] = []
        var last = AttributeRow(gpu: 0, time: moment, word: 0)
        for _ in 0..<reader.count() {
            let gpu = last.gpu &+ reader.integer()
            let time = Timestamp(milliseconds: last.time.milliseconds &+ reader.signed())
            last = AttributeRow(gpu: gpu, time: time, word: last.word &+ reader.signed())
            guard reader.isValid else { return nil }
            rows.append(last)
        }
        return reader.isAtEnd ? rows : nil
    }
}
