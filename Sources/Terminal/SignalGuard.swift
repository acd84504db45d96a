// Signals: the ones to act on wake the loop through a pipe, the fatal ones restore the terminal first.
// The only file that touches the shim's static state, which each compiled file would otherwise have a copy of.

import CNcurses
import Glibc

/// Handlers for one process. Installed once.
struct SignalGuard {
    /// Readable when a signal has come; one byte each, its number.
    let readDescriptor: Int32

    /// What undoes everything vigie may have switched on.
    static let restoreText =
        "\u{1B}[?2026l\u{1B}[?1000l\u{1B}[?1002l\u{1B}[?1003l\u{1B}[?1006l\u{1B}[?2004l\u{1B}[0m\u{1B}[?25h\u{1B}[?1049l\u{1B}[?1l\u{1B}>"

    /// - Parameter output: the descriptor frames are written to, by the calling thread. When that thread hangs in a write although it was
    ///   told to leave, the descriptor is turned to /dev/null: the terminal's modes are restored, what would be written is lost.
    init(terminal: Int32, output: Int32, guardsCrashes: Bool) throws(TerminalError) {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw TerminalError("no pipe for signals: too many open files?") }
        for end in ends {
            _ = fcntl(end, F_SETFL, O_NONBLOCK)
            _ = fcntl(end, F_SETFD, FD_CLOEXEC)
        }
        readDescriptor = ends[0]
        vg_remember(terminal, Self.restoreText)
        if guardsCrashes { vg_guard_crashes() }
        vg_catch(ends[1], output, open("/dev/null", O_WRONLY | O_CLOEXEC))
    }

    /// The terminal is back as it was: a later crash must not touch it, and leaving may take its time.
    func release() { vg_unguard() }

    /// A signal that asks others to leave was a wish to this program: it stays.
    func stay() { vg_stay() }

    /// Numbers of the signals that came since the last call.
    func drain() -> [Int32] {
        var numbers: [Int32] = []
        var byte: UInt8 = 0
        while numbers.count < 256, read(readDescriptor, &byte, 1) == 1 { numbers.append(Int32(byte)) }
        return numbers
    }
}
