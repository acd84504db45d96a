// How many bytes may go to a thin line: a mean over five seconds.

/// Counts what was sent; says when to wait.
struct RateLimit {
    static let windowMs: Int64 = 5_000

    let bytesPerSecond: Int
    private var sent: [(timeMs: Int64, bytes: Int)] = []

    init(bytesPerSecond: Int) { self.bytesPerSecond = bytesPerSecond }

    mutating func note(bytes: Int, atMs timeMs: Int64) {
        guard bytesPerSecond > 0 else { return }
        sent.append((timeMs, bytes))
        if sent.count > 1_000 { sent.removeFirst() }
    }

    /// Whether another frame may be sent now.
    mutating func allows(atMs timeMs: Int64) -> Bool {
        guard bytesPerSecond > 0 else { return true }
        sent.removeAll { $0.timeMs < timeMs - Self.windowMs }
        return sent.reduce(0) { $0 + $1.bytes } < bytesPerSecond * Int(Self.windowMs / 1000)
    }
}
