// A terminal with nobody behind it but the test (unsafe: spawning): it reads when the test does, and stops when the test says so.

import Foundation

final class PseudoTerminal {
    private var master: Int32
    private let slave: Int32
    /// Closed by the kernel when the program has gone.
    private let lifeline: Int32
    private let process: pid_t
    /// All that was read of what the program wrote.
    private(set) var sent: [UInt8] = []

    /// Starts the built program with this terminal as its own.
    init(_ arguments: [String], width: UInt16 = 100, height: UInt16 = 30, environment changes: [String: String] = [:])
        throws
    {
        var sides: (Int32, Int32) = (-1, -1)
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        guard openpty(&sides.0, &sides.1, nil, nil, &size) == 0 else { throw POSIXError(.ENXIO) }
        (master, slave) = sides
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw POSIXError(.EMFILE) }
        lifeline = ends[0]
        for descriptor in [master, slave, ends[0], ends[1]] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in Int32(0)...2 { posix_spawn_file_actions_adddup2(&actions, slave, descriptor) }
        posix_spawn_file_actions_adddup2(&actions, ends[1], 40)
        let standard = [
            "TERM": "xterm-256color", "LC_ALL": "C.UTF-8", "COLORTERM": "truecolor", "PATH": "/usr/bin:/bin",
        ]
        let variables = standard.merging(changes) { $1 }.map { "\($0.key)=\($0.value)" }
        var words = ([Program.path ?? "/nonexistent"] + arguments).map { strdup($0) } + [nil]
        var environment = variables.map { strdup($0) } + [nil]
        defer { (words + environment).forEach { free($0) } }
        var started: pid_t = 0
        let failure = posix_spawn(&started, words[0]!, &actions, nil, &words, &environment)
        close(ends[1])
        guard failure == 0 else { throw POSIXError(.ENOEXEC) }
        process = started
    }

    deinit {
        kill(process, SIGKILL)
        var status: Int32 = 0
        waitpid(process, &status, 0)
        for descriptor in [master, slave, lifeline] where descriptor >= 0 { close(descriptor) }
    }

    /// Reads until the program has written `text`.
    func waitFor(_ text: String) -> Bool {
        var seen: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let limit = Date().addingTimeInterval(Double(Readiness.limitMs) / 1000)
        while limit > Date(), Readiness.wait(for: master) {
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { return false }
            seen += buffer[..<count]
            sent += buffer[..<count]
            if String(decoding: seen, as: UTF8.self).contains(text) { return true }
        }
        return false
    }

    /// What is in the line after the program has gone.
    func readRest() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while Readiness.wait(for: master, limitMs: 0) {
            let count = read(master, &buffer, buffer.count)
            guard count > 0 else { return }
            sent += buffer[..<count]
        }
    }

    /// Types.
    func send(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
    }

    func resize(_ width: UInt16, _ height: UInt16) {
        var size = winsize(ws_row: height, ws_col: width, ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)
        kill(process, SIGWINCH)
    }

    /// Ctrl-S: from now on a write of the program waits.
    func stop() { tcflow(slave, TCOOFF) }

    /// The line drops. No signal tells the program: this terminal controls no session.
    func hangUp() {
        close(master)
        master = -1
    }

    func signal(_ number: Int32) { kill(process, number) }

    /// - Returns: the exit status, 128 + n for signal n; nil if the program stays.
    func status() -> Int32? {
        var polled = pollfd(fd: lifeline, events: Int16(POLLIN), revents: 0)
        guard poll(&polled, 1, Readiness.limitMs) == 1 else { return nil }
        // Gone, but left for `deinit` to reap: WNOWAIT keeps the process number its own.
        var info = siginfo_t()
        guard waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) == 0 else { return nil }
        let value = info._sifields._sigchld.si_status
        return info.si_code == 1 ? value : 128 + value
    }

    /// Whether a shell would find its terminal usable: lines and echo.
    var isCooked: Bool {
        var modes = termios()
        tcgetattr(slave, &modes)
        return modes.c_lflag & tcflag_t(ICANON) != 0 && modes.c_lflag & tcflag_t(ECHO) != 0
    }
}
