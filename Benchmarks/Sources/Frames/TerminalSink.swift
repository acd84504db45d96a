// A pseudo-terminal in place of standard input and output, read by a thread as fast as it goes. Not an emulator: bytes are dropped.

import Glibc

final class TerminalSink: Sendable {
    private let out: Int32

    init(width: UInt16, height: UInt16) throws {
        out = dup(1)
        var master: Int32 = 0, slave: Int32 = 0
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&master, &slave, nil, nil, &size) == 0 else { throw SinkError.noTerminal }
        dup2(slave, 0)
        dup2(slave, 1)
        setenv("TERM", "xterm-256color", 1)
        setenv("LC_ALL", "C.UTF-8", 1)
        let descriptor = master
        var thread = pthread_t()
        pthread_create(
            &thread, nil,
            { argument in
                let descriptor = Int32(Int(bitPattern: argument))
                var buffer = [UInt8](repeating: 0, count: 1 << 16)
                while read(descriptor, &buffer, buffer.count) > 0 {}
                return nil
            }, UnsafeMutableRawPointer(bitPattern: Int(descriptor)))
    }

    /// To the real standard output.
    func print(_ text: String) { text.withCString { _ = write(out, $0, strlen($0)) } }
}

enum SinkError: Error { case noTerminal }
