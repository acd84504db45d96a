// Data time from steady time: where a source's present is, at what speed. It keeps no clock of its own.

import Telemetry

/// A line through (steady time, data time).
public struct DataClock: Sendable {
    /// Data time at the steady origin.
    public let origin: Timestamp
    /// In milliseconds of `SystemClock.steadyMs`.
    public let steadyOriginMs: Int64
    /// Data seconds per second.
    public let speed: Double

    /// - Parameter speed: data seconds per second, above 0.
    public init(origin: Timestamp, steadyOriginMs: Int64, speed: Double = 1) {
        self.origin = origin
        self.steadyOriginMs = steadyOriginMs
        self.speed = speed
    }

    /// The moment that a source has come to.
    public func data(atSteadyMs steadyMs: Int64) -> Timestamp {
        origin + Int64(Double(steadyMs - steadyOriginMs) * speed)
    }
}
