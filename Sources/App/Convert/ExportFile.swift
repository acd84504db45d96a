// A new text file for its owner alone, written piece by piece (unsafe: lends bytes to the system call). It refuses to leave a
// half: what is not finished does not stay, and its name is free for the next try.

import Foundation
import Glibc

/// Used by one thread. Nothing is overwritten.
final class ExportFile {
    private let path: String
    private var descriptor: Int32
    private var pending: [UInt8] = []
    private static let pieceBytes = 1 << 20

    init(_ path: String) throws(UserError) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw UserError("\(path): can not be written: \(String(cString: strerror(errno)))")
        }
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(path)
    }

    func append(_ text: String) throws(UserError) {
        pending += text.utf8
        if pending.count > Self.pieceBytes { try flush() }
    }

    /// Keeps the file.
    func finish() throws(UserError) {
        try flush()
        guard close(descriptor) == 0 else {
            unlink(path)
            descriptor = -1
            throw UserError("\(path): can not be written: \(String(cString: strerror(errno)))")
        }
        descriptor = -1
    }

    private func flush() throws(UserError) {
        var written = 0
        while written < pending.count {
            let count = pending.withUnsafeBytes { write(descriptor, $0.baseAddress! + written, $0.count - written) }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw UserError("\(path): can not be written: \(String(cString: strerror(errno)))") }
            written += count
        }
        pending.removeAll(keepingCapacity: true)
    }
}
