// A recording that nobody writes, as the file system tells: who only looks at it need not make files beside it. It opens no database, and
// promises nothing of what comes: it is asked again afterwards.

import Glibc

/// Size, times and number of a file and its log.
struct StillFile: Equatable {
    private struct Stamp: Equatable {
        let inode: UInt
        let size: Int
        let seconds: Int
        let nanoseconds: Int
    }

    private let stamps: [Stamp?]

    /// nil for one in memory, and where a recorder holds the file.
    ///
    /// No connection of this process may have it open: closing any descriptor of a file drops SQLite's locks on it.
    init?(_ path: String) {
        guard !RecordingFile.isInMemory(path), !Self.isBeingWritten(path) else { return nil }
        stamps = ["", "-wal"].map { suffix in
            var status = stat()
            guard stat(path + suffix, &status) == 0 else { return nil }
            return Stamp(
                inode: UInt(status.st_ino), size: Int(status.st_size), seconds: status.st_mtim.tv_sec,
                nanoseconds: status.st_mtim.tv_nsec)
        }
    }

    private static func isBeingWritten(_ path: String) -> Bool {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        return flock(descriptor, LOCK_SH | LOCK_NB) != 0
    }
}
