// A terminal that can be read back: tmux on a socket of its own.

import Foundation

final class Tmux {
    private let socket = "vigie-test-\(UUID().uuidString)"
    /// Readable whenever the window has shown something new.
    private let news: Int32

    static let isThere = FileManager.default.isExecutableFile(atPath: "/usr/bin/tmux")

    /// Starts a shell command in a window of this size.
    init(_ command: String, width: Int, height: Int, environment: [String: String] = [:]) throws {
        let variables = ["LC_ALL": "C.UTF-8", "TERM": "tmux-256color", "COLORTERM": "truecolor"].merging(environment) {
            $1
        }
        let prefix = "unset NO_COLOR; " + variables.map { "export \($0.key)='\($0.value)'; " }.joined()
        // What the window shows is copied to a pipe: its bytes say nothing, but that there are some says when to look again.
        let fifo = FileManager.default.temporaryDirectory.appendingPathComponent(socket).path
        guard mkfifo(fifo, 0o600) == 0 else { throw POSIXError(.EIO) }
        // Open on both sides here, so that it never ends.
        news = open(fifo, O_RDWR | O_NONBLOCK | O_CLOEXEC)
        defer { unlink(fifo) }
        // The shell stays, so that what is left on the screen can be looked at.
        _ = try tmux([
            "-f", "/dev/null", "new-session", "-d", "-x", "\(width)", "-y", "\(height)",
            prefix + "read go; " + command + "; echo status=$?; exec cat",
            ";", "pipe-pane", "cat > '\(fifo)'",
        ])
        // Only now, when whatever is written will be noticed, may the command begin.
        try send("Enter")
        guard Readiness.wait(for: news) else { throw POSIXError(.ETIMEDOUT) }
    }

    deinit {
        _ = try? tmux(["kill-server"])
        close(news)
    }

    func send(_ keys: String...) throws { _ = try tmux(["send-keys"] + keys) }

    func resize(_ width: Int, _ height: Int) throws {
        _ = try tmux(["resize-window", "-x", "\(width)", "-y", "\(height)"])
    }

    func capture() throws -> String { try tmux(["capture-pane", "-p"]) }
    func captureWithColours() throws -> String { try tmux(["capture-pane", "-e", "-p"]) }
    func state(_ format: String) throws -> String {
        try tmux(["display", "-p", format]).trimmingCharacters(in: .newlines)
    }

    /// The process that runs in the window's foreground, by name.
    func signal(_ name: String, to program: String) throws {
        let pane = try state("#{pane_pid}")
        _ = try shell(
            "/bin/sh", ["-c", "pkill -\(name) -P \(pane) -f \(program) || pkill -\(name) -f '\(socket)-none'"])
    }

    func waitFor(_ text: String) -> Bool { wait { $0.contains(text) } }

    /// Waits until the window shows what `condition` asks for; looks whenever the window has changed. A limit only ends a hang.
    func wait(until condition: (String) -> Bool) -> Bool {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let limit = Date().addingTimeInterval(Double(Readiness.limitMs) / 1000)
        while true {
            while read(news, &buffer, buffer.count) > 0 {}
            if condition((try? capture()) ?? "") { return true }
            let rest = Int32(max(0, limit.timeIntervalSinceNow * 1000))
            guard rest > 0, Readiness.wait(for: news, limitMs: rest) else { return condition((try? capture()) ?? "") }
        }
    }

    private func tmux(_ arguments: [String]) throws -> String {
        try shell("/usr/bin/tmux", ["-L", socket] + arguments)
    }

    private func shell(_ path: String, _ arguments: [String]) throws -> String {
        // Foundation's Process waits for every descendant, and the first command leaves a server behind.
        let file = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString).path
        defer { unlink(file) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, file, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // Test threads block signals; a server that inherits that outlives its own kill-server, which is a SIGTERM to itself.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
        var words: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
        defer { words.forEach { free($0) } }
        var process: pid_t = 0
        guard posix_spawn(&process, path, &actions, &attributes, &words, environ) == 0 else { return "" }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
    }
}
