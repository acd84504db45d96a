// Whether a path still leads to the file that was opened: a follower of a deleted or replaced one waits for ever, and must say so.

import Glibc

/// A file by its number, as it was when it was opened.
struct FollowedFile {
    private let path: String
    private let device: UInt, inode: UInt

    /// nil if nothing stands at the path: a recording in memory.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.path = path
        (device, inode) = (UInt(status.st_dev), UInt(status.st_ino))
    }

    /// What became of it, as the end of a sentence; nil if it is where it was.
    var loss: String? {
        guard let now = FollowedFile(path) else { return errno == ENOENT ? "the file was deleted or moved" : nil }
        return now.inode == inode && now.device == device ? nil : "another file has its name: open it again"
    }
}
