// A prepared statement (unsafe inside: borrowed columns of the C library). Columns are valid until the next step.

import CSQLite
import Foundation

/// Bind, step, read. Owned by its connection.
final class Statement {
    private unowned let database: Database
    private var handle: OpaquePointer?
    /// Of the numbers and texts bound since the last reset, in their order.
    private var sum = RowSum()

    init(_ sql: String, on database: Database) throws(RecordingError) {
        self.database = database
        let code = sqlite3_prepare_v3(database.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
        guard code == SQLITE_OK else { throw database.error(code) }
    }

    deinit { sqlite3_finalize(handle) }

    func reset() {
        sqlite3_reset(handle)
        sqlite3_clear_bindings(handle)
        sum = RowSum()
    }

    /// - Parameter index: 1 based, as SQLite counts.
    @discardableResult func bind(_ index: Int32, _ value: Int64) -> Statement {
        sqlite3_bind_int64(handle, index, value)
        sum.add(value)
        return self
    }

    /// Binds the checksum of what was bound before, blobs left out: they have their own.
    @discardableResult func bindSum(_ index: Int32) -> Statement {
        sqlite3_bind_int64(handle, index, sum.value)
        return self
    }

    @discardableResult func bind(_ index: Int32, _ text: String) -> Statement {
        var text = text
        text.withUTF8 { bytes in
            sum.add(bytes)
            _ = bytes.withMemoryRebound(to: CChar.self) {
                vg_bind_text_copied(handle, index, $0.baseAddress, Int32($0.count))
            }
        }
        return self
    }

    @discardableResult func bind(_ index: Int32, _ bytes: UnsafeRawBufferPointer) -> Statement {
        if let base = bytes.baseAddress, !bytes.isEmpty {
            vg_bind_blob_copied(handle, index, base, UInt64(bytes.count))
        } else {
            sqlite3_bind_zeroblob(handle, index, 0)
        }
        return self
    }

    @discardableResult func bind(_ index: Int32, _ bytes: [UInt8]) -> Statement {
        bytes.withUnsafeBytes { bind(index, $0) }
    }

    /// - Returns: whether there is a row.
    func step() throws(RecordingError) -> Bool {
        let code = sqlite3_step(handle)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else {
            let error = database.error(code)
            sqlite3_reset(handle)
            throw error
        }
        return false
    }

    /// Runs a statement that returns nothing.
    func run() throws(RecordingError) {
        while try step() {}
        reset()
    }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(handle, column) }

    /// The checksum of the numbers and texts of the first `count` columns.
    func sum(of count: Int32) -> Int64 {
        var sum = RowSum()
        for column in 0..<count {
            switch sqlite3_column_type(handle, column) {
            case SQLITE_INTEGER: sum.add(integer(column))
            case SQLITE_TEXT:
                guard let bytes = sqlite3_column_text(handle, column) else { continue }
                sum.add(UnsafeBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
            default: break
            }
        }
        return sum.value
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(handle, column) == SQLITE_NULL }

    func text(_ column: Int32) -> String {
        guard let bytes = sqlite3_column_text(handle, column) else { return "" }
        let count = Int(sqlite3_column_bytes(handle, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func bytes(_ column: Int32) -> [UInt8] { withBytes(column) { [UInt8]($0) } }

    func withBytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let base = sqlite3_column_blob(handle, column)
        return body(UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, column))))
    }
}
