// Waiting for a descriptor, with a limit that only ends a hang.

import Foundation

enum Readiness {
    /// No verdict hangs on it: far longer than anything takes, also on a busy machine.
    static let limitMs: Int32 = 60_000

    /// - Returns: whether there is something to read, or an end.
    static func wait(for descriptor: Int32, limitMs: Int32 = limitMs) -> Bool {
        var polled = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        var result: Int32
        repeat { result = poll(&polled, 1, limitMs) } while result < 0 && errno == EINTR
        return result > 0
    }
}
