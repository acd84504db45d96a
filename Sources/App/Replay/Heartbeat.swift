// Whether a recording that is followed still grows. It knows no reason: who records may be dead, stuck, or done.

import Telemetry

/// The end of a recording and when it was seen to move. Pure: both clocks are arguments.
struct Heartbeat {
    /// A recorder writes every step; one that is busy may miss a few.
    static let steps: Int64 = 3, leastMs: Int64 = 3_000

    private var last: (end: Timestamp, steadyMs: Int64)?

    /// How long nothing came, in whole seconds; nil while something does.
    ///
    /// - Parameters:
    ///   - isLive: data time is that of this machine's clock, which tells of an end that nobody saw move.
    mutating func silence(end: Timestamp, stepMs: Int64, isLive: Bool, steadyMs: Int64, wall: Timestamp) -> Int64? {
        if let last, last.end == end {
            let passed = steadyMs - last.steadyMs
            return passed > max(Self.leastMs, Self.steps * stepMs) ? passed / 1_000 * 1_000 : nil
        }
        let age = last == nil && isLive ? max(0, wall - end) : 0
        last = (end, steadyMs - age)
        return age > max(Self.leastMs, Self.steps * stepMs) ? age / 1_000 * 1_000 : nil
    }
}
