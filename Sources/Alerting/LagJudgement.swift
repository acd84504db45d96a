// When a GPU that lags will be called slow or not. It names nobody.

import Telemetry

/// The straggler window that runs now, and what it takes to be called slow.
public struct LagJudgement: Codable, Equatable, Sendable {
    /// The end of the window.
    public let at: Timestamp
    /// Windows in which one must stand out, and their length.
    public let needed: Int
    public let windowMs: Int64

    public init(at: Timestamp, needed: Int, windowMs: Int64) {
        self.at = at
        self.needed = needed
        self.windowMs = windowMs
    }
}
