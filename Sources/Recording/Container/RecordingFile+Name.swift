// Whether the name of a recording still leads to the file that is being written: people delete, move and replace files. It brings nothing back.

import Glibc

extension RecordingFile {
    /// What became of the file that is open for writing.
    enum Fate { case inPlace, deleted, moved, replaced }

    var fate: Fate {
        var own = stat(), named = stat()
        // One in memory has no name to lose.
        guard lock >= 0, fstat(lock, &own) == 0 else { return .inPlace }
        guard stat(path, &named) == 0 else {
            // A folder that can not be searched just now says nothing of the file.
            guard errno == ENOENT || errno == ENOTDIR else { return .inPlace }
            return own.st_nlink == 0 ? .deleted : .moved
        }
        return named.st_ino == own.st_ino && named.st_dev == own.st_dev ? .inPlace : .replaced
    }

    /// - Throws: if what is written now nobody would find under the name that was given.
    func requireName() throws(RecordingError) {
        let what =
            switch fate {
            case .inPlace: ""
            case .deleted: "was deleted while it was recorded into, and what was recorded is gone with it; record again"
            case .moved:
                "was moved away while it was recorded into; what was recorded is in the file that was moved; record again"
            case .replaced:
                "another file was put in its place while it was recorded into, and is left as it is; record into a new file"
            }
        guard !what.isEmpty else { return }
        throw RecordingError(.unreadable, "\(path): \(what)")
    }

    /// - Throws: a log stands where a new file is to be made: it holds the end of a recording that was moved without it, and SQLite would
    ///   throw it away.
    static func requireNoForeignLog(_ path: String) throws(RecordingError) {
        var status = stat()
        guard stat(path, &status) != 0, errno == ENOENT, stat(path + "-wal", &status) == 0, status.st_size > 0 else {
            return
        }
        throw RecordingError(
            .unreadable,
            "\(path)-wal: the log of a recording that was moved without it, and holds its newest part; move it beside that file, under its name and -wal, or delete it"
        )
    }

    /// Everything into the file itself: a log that was left behind under the old name is nobody's. Writes through what is open, so into no
    /// other file.
    func gather() { try? database.execute("PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)") }
}
