// How many bytes go to the terminal, as a mean over five seconds, and how many may.

/// Counts what was sent; says when to wait, and how much may follow. The last row begun may exceed that: it is paid for before the next.
struct RateLimit {
    static let windowMs: Int64 = 5_000

    /// 0: no limit.
    let bytesPerSecond: Int
    private var sent: [(timeMs: Int64, bytes: Int)] = []
    /// Bytes that may go out; below zero after a row too long, a second's worth at most.
    private var credit = 0.0
    private var creditMs: Int64?

    init(bytesPerSecond: Int) { self.bytesPerSecond = bytesPerSecond }

    mutating func note(bytes: Int, atMs timeMs: Int64) {
        settle(atMs: timeMs)
        credit -= Double(bytes)
        sent.append((timeMs, bytes))
        if sent.count > 1_000 { sent.removeFirst() }
    }

    /// What was sent in the window, per second.
    mutating func bytesPerSecond(atMs timeMs: Int64) -> Int {
        sent.removeAll { $0.timeMs < timeMs - Self.windowMs }
        return sent.reduce(0) { $0 + $1.bytes } / Int(Self.windowMs / 1000)
    }

    /// Whether anything may be sent now.
    mutating func allows(atMs timeMs: Int64) -> Bool {
        guard bytesPerSecond > 0 else { return true }
        settle(atMs: timeMs)
        return credit >= 0
    }

    /// Bytes after which no further row may be begun.
    var budget: Int { bytesPerSecond > 0 ? max(1, Int(credit)) : .max }

    private mutating func settle(atMs timeMs: Int64) {
        let rate = Double(bytesPerSecond)
        credit = min(rate, credit + rate * Double(max(0, timeMs - (creditMs ?? timeMs))) / 1000)
        creditMs = timeMs
    }
}
