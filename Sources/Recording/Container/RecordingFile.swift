// A recording as a file: opened, made, locked. The rows are read and written by the extensions of the reader and the writer.

import CSQLite
import Foundation
import Glibc

/// One connection to a recording. Used by one thread at a time.
public final class RecordingFile {
    /// What a connection is for.
    public enum Access: Sendable {
        /// Makes the file if it is not there, else appends.
        case write(group: String?)
        case read
        /// The same of a file that nobody writes: no other file is made beside it.
        case readStill
        /// Takes a file that is shorter than it says for what is left of it.
        case salvage(isStill: Bool)
    }

    static let pageSize = 8192
    static let logBytes: Int64 = 16 << 20

    /// The file, as it was given, or the name of one in memory.
    public let path: String
    let database: Database
    let zstd = Zstd()
    /// Tables that are not there; a reader finds empty ones in their stead.
    private(set) var missing: [String] = []
    /// Whether there was no file of this name before.
    private var isNew = false
    /// Held while it is open for writing, else -1.
    private(set) var lock: Int32 = -1
    /// See `limitLog`.
    private(set) var logLimit = RecordingFile.logBytes
    /// Whether it has what was added to this version later.
    private(set) lazy var hasAttributes =
        (try? database.integer("SELECT count(*) FROM sqlite_master WHERE name = 'attribute'")) ?? 0 == 1
    /// Whether its rows may have checksums.
    private(set) lazy var hasSums =
        (try? database.integer("SELECT count(*) FROM pragma_table_info('span') WHERE name = 'sum'")) ?? 0 == 1

    /// A recording in the memory of this process, gone with its last connection.
    ///
    /// - Parameter name: tells several apart.
    public static func inMemory(_ name: String) -> String { "file:/\(name)?vfs=memdb" }

    static func isInMemory(_ path: String) -> Bool { path.hasSuffix("?vfs=memdb") }

    /// Opens the file, for writing makes and locks it.
    ///
    /// - Throws: unreadable, foreign (no recording, or another format), busy (another process writes it), or what SQLite says.
    public init(_ path: String, _ access: Access) throws(RecordingError) {
        self.path = path
        switch access {
        case .write(let group):
            if !Self.isInMemory(path) { (lock, isNew) = try Self.prepare(path, group: group) }
            database = try Database(path: path, writing: true)
            do throws(RecordingError) {
                try openForWriting()
                if let group { try share(group) }
            } catch {
                discard()
                throw error
            }
        case .read:
            database = try Self.openForReading(path)
            try check()
            try standIn()
        case .readStill:
            database = try Self.openStill(path)
            try check()
            try standIn()
        case .salvage(let isStill):
            database = try isStill ? Self.openStill(path) : Database(path: path, writing: false)
            // The one switch that makes SQLite open a torn file; the connection can not write all the same.
            try database.execute("PRAGMA writable_schema = ON")
            try check()
            try standIn()
        }
    }

    deinit { release() }

    /// Lets go of the file: somebody else may write it now.
    func release() {
        database.close()
        // Only now: closing any descriptor of the file drops SQLite's own locks.
        if lock >= 0 { close(lock) }
        lock = -1
    }

    /// The same where nothing was recorded: a file that was made for it goes, and its name is free for the next try.
    func discard() {
        // Under its name may be somebody else's by now.
        let isOwn = fate == .inPlace
        database.close()
        if isNew, isOwn { for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) } }
        isNew = false
        release()
    }

    /// What helps a file that is damaged.
    static func mend(_ path: String) -> String {
        "`vigie check recording --repair NEW \(path)` saves what can be read"
    }

    /// What it costs that a table is not there.
    func words(missing table: String) -> String {
        let holds = Schema.tables.first { $0.name == table }?.holds ?? "since when who stood where"
        return "\(path): its table `\(table)` is missing, and with it \(holds)"
    }

    private func missingTables() throws(RecordingError) -> [String] {
        let statement = try database.statement("SELECT name FROM sqlite_master WHERE type = 'table'")
        defer { statement.reset() }
        var names = Set<String>()
        while try statement.step() { names.insert(statement.text(0)) }
        return Schema.tables.map(\.name).filter { !names.contains($0) }
    }

    /// What other tables say is worth having without those that are gone.
    private func standIn() throws(RecordingError) {
        missing = try missingTables()
        guard !missing.isEmpty else { return }
        try database.execute("PRAGMA temp_store = MEMORY")
        for table in Schema.tables where missing.contains(table.name) {
            try database.execute("CREATE TEMP TABLE \(table.name)\(table.columns)")
        }
    }

    /// Makes the file for its owner alone (or a group's readers too), and sees that nobody else writes it.
    ///
    /// - Returns: its descriptor, and whether it was made.
    private static func prepare(_ path: String, group: String?) throws(RecordingError) -> (Int32, isNew: Bool) {
        let mode: mode_t = group == nil ? 0o600 : 0o640
        // Asked before a file is made.
        if let group, getgrnam(group) == nil {
            throw RecordingError(.unreadable, "no group \"\(group)\" on this machine")
        }
        try Self.requireNoForeignLog(path)
        // SQLite writes here and there: a pipe or a device would be opened, and fail at the first page.
        var status = stat()
        if stat(path, &status) == 0, ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT) {
            throw RecordingError(.unreadable, "\(path): a pipe or a device; a recording needs a file of its own")
        }
        var descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, mode)
        let isNew = descriptor >= 0
        if !isNew, errno == EEXIST { descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC, mode) }
        guard descriptor >= 0 else {
            throw RecordingError(.unreadable, "\(path): can not be written: \(String(cString: strerror(errno)))")
        }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            Glibc.close(descriptor)
            throw RecordingError(
                .busy, "\(path): another vigie is recording into it; follow it with `vigie replay --follow`")
        }
        if let group {
            guard let entry = getgrnam(group), fchown(descriptor, uid_t.max, entry.pointee.gr_gid) == 0,
                fchmod(descriptor, mode) == 0
            else {
                if isNew { unlink(path) }
                Glibc.close(descriptor)
                throw RecordingError(
                    .unreadable, "\(path): can not be given to the group \(group): you are no member of it")
            }
        }
        return (descriptor, isNew)
    }

    /// The log and its index are made by SQLite: a reader of the group needs them too.
    private func share(_ group: String) throws(RecordingError) {
        guard !Self.isInMemory(path), let entry = getgrnam(group) else { return }
        for suffix in ["-wal", "-shm"] where access(path + suffix, F_OK) == 0 {
            guard chown(path + suffix, uid_t.max, entry.pointee.gr_gid) == 0 else {
                throw RecordingError(.unreadable, "\(path)\(suffix): can not be given to the group \(group)")
            }
        }
    }

    private func openForWriting() throws(RecordingError) {
        let isNew = try database.integer("SELECT count(*) FROM sqlite_master") == 0
        if isNew {
            try database.execute("PRAGMA page_size = \(Self.pageSize)")
            try database.execute("PRAGMA auto_vacuum = INCREMENTAL")
        } else {
            try check()
            if let table = try missingTables().first {
                throw RecordingError(
                    .damaged, "\(words(missing: table)); record into another file; \(Self.mend(path)) of this one")
            }
        }
        if Self.isInMemory(path) {
            try database.execute("PRAGMA journal_mode = MEMORY")
        } else {
            try database.execute("PRAGMA journal_mode = WAL")
            try database.execute("PRAGMA synchronous = NORMAL")
            try limitLog(toBytes: Self.logBytes)
        }
        let tables = isNew ? Schema.create : Schema.additions
        try database.transaction { () throws(RecordingError) in
            try database.execute(tables)
            for (table, _, _) in Schema.summed
            where try database.integer("SELECT count(*) FROM pragma_table_info('\(table)') WHERE name = 'sum'") == 0 {
                try database.execute("ALTER TABLE \(table) ADD COLUMN sum INTEGER")
            }
        }
        // A copy of the file alone, without its log, is to be known for what it is.
        if isNew, !Self.isInMemory(path) { try database.execute("PRAGMA wal_checkpoint(TRUNCATE)") }
    }

    /// What SQLite's log may take: of a small recording a small part. A foreign reader that holds a transaction keeps it growing; it is cut
    /// once that ends.
    func limitLog(toBytes bytes: Int64) throws(RecordingError) {
        logLimit = bytes
        try database.execute("PRAGMA journal_size_limit = \(bytes)")
        try database.execute("PRAGMA wal_autocheckpoint = \(max(16, bytes / Int64(Self.pageSize)))")
    }

    /// What the log may come to while a foreign reader holds a transaction; after that a recording waits until it ends.
    static let logCeiling: Int64 = 2 << 30

    var logSize: Int64 {
        guard !Self.isInMemory(path) else { return 0 }
        var status = stat()
        return stat(path + "-wal", &status) == 0 ? Int64(status.st_size) : 0
    }

    /// Cuts a log that has grown beyond so much, by itself twice its limit, if nobody needs it; never waits for readers.
    func cutLog(beyond bytes: Int64? = nil) {
        guard logSize > bytes ?? logLimit * 2 else { return }
        try? database.execute("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE); PRAGMA busy_timeout = 2000")
    }

    /// - Throws: if there is no such file, or it is none.
    private static func requireFile(_ path: String) throws(RecordingError) {
        guard access(path, R_OK) == 0 else {
            throw RecordingError(.unreadable, "\(path): \(String(cString: strerror(errno)))")
        }
        // Opening a pipe would wait for whoever writes it.
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw RecordingError(.foreign, "\(path): not a recording, nor a file at all")
        }
    }

    private static func openStill(_ path: String) throws(RecordingError) -> Database {
        try requireFile(path)
        var status = stat()
        let hasLog = stat(path + "-wal", &status) == 0 && status.st_size > 0
        return try Database(path: path, writing: false, hasLog ? .logged : .whole)
    }

    private static func openForReading(_ path: String) throws(RecordingError) -> Database {
        if isInMemory(path) { return try Database(path: path, writing: true) }
        try requireFile(path)
        do throws(RecordingError) {
            let database = try Database(path: path, writing: false)
            _ = try database.integer("SELECT count(*) FROM sqlite_master")
            return database
        } catch {
            // A folder nobody may write, and no writer: there are no side files, and none can be made.
            guard error.kind == .unreadable else { throw error }
            guard access(path + "-wal", F_OK) != 0 else {
                throw RecordingError(
                    .unreadable,
                    "\(path): its recorder left \(path)-wal, and this folder can not be written; copy both to one that can"
                )
            }
            return try Database(path: path, writing: false, .whole)
        }
    }

    /// Is it one of ours, and can we read it?
    private func check() throws(RecordingError) {
        guard try database.integer("PRAGMA application_id") == Schema.applicationID else {
            let isEmpty = (try? database.integer("SELECT count(*) FROM sqlite_master")) == 0
            let words = isEmpty ? "empty: whoever made it ended before anything was recorded" : "not a recording"
            throw RecordingError(.foreign, "\(path): \(words)")
        }
        let version = try database.integer("PRAGMA user_version") ?? 0
        guard version != Schema.version else { return }
        let age = version > Schema.version ? "a newer" : "an older"
        throw RecordingError(
            .foreign, "\(path): written by \(age) vigie (format \(version), this one reads format \(Schema.version))")
    }
}
