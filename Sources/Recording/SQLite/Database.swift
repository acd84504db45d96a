// One connection to an SQLite file (unsafe inside: handles of the C library). It knows no table of ours.

import CSQLite
import Glibc

/// Used by one thread at a time.
final class Database {
    let path: String
    private(set) var handle: OpaquePointer?
    private var prepared: [String: Statement] = [:]

    /// What may be taken for granted while a file is read.
    enum Stillness {
        /// Others may write it: locks, and an index of the log beside it.
        case live
        /// Nobody writes it, and it has no log: no side files are looked for.
        case whole
        /// Nobody writes it, and its log is part of it: the log's index is in memory, nothing is locked, and no file is made or removed.
        case logged

        fileprivate var query: String? {
            switch self {
            case .live: nil
            case .whole: "immutable=1"
            case .logged: "vfs=unix-none"
            }
        }
    }

    init(path: String, writing: Bool, _ stillness: Stillness = .live) throws(RecordingError) {
        self.path = path
        let name = stillness.query.map { "file:\(Self.escaped(path))?\($0)" } ?? path
        // Only names of our own making are read as URIs: a user's file may be called `file:x`.
        let uri = stillness.query != nil || RecordingFile.isInMemory(path) ? VG_OPEN_URI : 0
        let code = sqlite3_open_v2(name, &handle, (writing ? VG_OPEN_WRITE : VG_OPEN_READ) | uri, nil)
        guard code == SQLITE_OK else {
            let error = self.error(code)
            close()
            throw error
        }
        sqlite3_busy_timeout(handle, 2_000)
        guard stillness == .logged else { return }
        _ = vg_keep_log(handle)
        try execute("PRAGMA locking_mode = EXCLUSIVE")
    }

    deinit { close() }

    func close() {
        prepared = [:]
        if let handle { sqlite3_close_v2(handle) }
        handle = nil
    }

    /// Runs statements that return nothing.
    func execute(_ sql: String) throws(RecordingError) {
        let code = sqlite3_exec(handle, sql, nil, nil, nil)
        guard code == SQLITE_OK else { throw error(code) }
    }

    /// The statement for this text, made once, reset and without bindings.
    func statement(_ sql: String) throws(RecordingError) -> Statement {
        if let known = prepared[sql] {
            known.reset()
            return known
        }
        let made = try Statement(sql, on: self)
        prepared[sql] = made
        return made
    }

    /// The first column of the first row, nil if there is none.
    func integer(_ sql: String) throws(RecordingError) -> Int64? {
        let statement = try statement(sql)
        defer { statement.reset() }
        return try statement.step() ? statement.integer(0) : nil
    }

    /// All or nothing.
    func transaction(_ body: () throws(RecordingError) -> Void) throws(RecordingError) {
        try execute("BEGIN IMMEDIATE")
        do throws(RecordingError) {
            try body()
            try execute("COMMIT")
        } catch {
            // A full disk may have rolled back already.
            if sqlite3_get_autocommit(handle) == 0 { try? execute("ROLLBACK") }
            throw error
        }
    }

    /// What a result code of this connection means.
    func error(_ code: Int32) -> RecordingError {
        let words = handle.flatMap { sqlite3_errmsg($0) }.map { String(cString: $0) } ?? "out of memory"
        switch code & 0xFF {
        case SQLITE_FULL: return RecordingError(.full, "\(path): the disk is full; make room")
        case SQLITE_IOERR:
            let cause = sqlite3_system_errno(handle)
            let mend = [0, ENOSPC, EDQUOT, EFBIG].contains(cause) ? "; make room" : ""
            return RecordingError(
                .full, "\(path): the disk refuses: \(cause == 0 ? words : String(cString: strerror(cause)))\(mend)")
        case SQLITE_BUSY, SQLITE_LOCKED: return RecordingError(.busy, "\(path): somebody else is writing it")
        case SQLITE_CORRUPT:
            return RecordingError(.damaged, "\(path): damaged; \(RecordingFile.mend(path))")
        // Our own statements are right: then tables or columns are not those that a recorder makes.
        case SQLITE_ERROR:
            return RecordingError(
                .damaged, "\(path): its tables are not those of a recording (\(words)); \(RecordingFile.mend(path))")
        case SQLITE_NOTADB: return RecordingError(.foreign, "\(path): not a recording")
        case SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_AUTH, SQLITE_READONLY:
            return RecordingError(.unreadable, "\(path): can not be opened: \(words)")
        default: return RecordingError(.misuse, "\(path): \(words)")
        }
    }

    private static func escaped(_ path: String) -> String {
        var result = ""
        for byte in path.utf8 {
            switch byte {
            case 0x25, 0x3F, 0x23:
                let hex = String(byte, radix: 16, uppercase: true)
                result += "%" + (hex.count < 2 ? "0" : "") + hex
            default: result.unicodeScalars.append(Unicode.Scalar(byte))
            }
        }
        return result
    }
}
