// How many bytes go to the terminal, as a mean over five seconds, and how many may.

/// Counts what was sent; says when to wait.
struct RateLimit {
    static let windowMs: Int64 = 5_000

    /// 0: no limit.
    let bytesPerSecond: Int
    private var sent: [(timeMs: Int64, bytes: Int)] = []

    init(bytesPerSecond: Int) { self.bytesPerSecond = bytesPerSecond }

    mutating func note(bytes: Int, atMs timeMs: Int64) {
        sent.append((timeMs, bytes))
        if sent.count > 1_000 { sent.removeFirst() }
    }

    /// What was sent in the window, per second.
    mutating func bytesPerSecond(atMs timeMs: Int64) -> Int {
        sent.removeAll { $0.timeMs < timeMs - Self.windowMs }
        return sent.reduce(0) { $0 + $1.bytes } / Int(Self.windowMs / 1000)
    }

    /// Whether another frame may be sent now.
    mutating func allows(atMs timeMs: Int64) -> Bool {
        bytesPerSecond == 0 || bytesPerSecond(atMs: timeMs) < bytesPerSecond
    }
}
