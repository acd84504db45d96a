// Data time from steady time: where a source's present is, at what speed. It keeps no clock of its own.

import Telemetry

/// A line through (steady time, data time).
public struct DataClock: Sendable {
    public let origin: Timestamp
    public let steadyOriginMs: Int64
    /// Data seconds per second.
    public let speed: Double

    public init(origin: Timestamp, steadyOriginMs: Int64, speed: Double = 1) {
        self.origin = origin
        self.steadyOriginMs = steadyOriginMs
        self.speed = speed
    }

    public func data(atSteadyMs steadyMs: Int64) -> Timestamp {
        origin + Int64(Double(steadyMs - steadyOriginMs) * speed)
    }
}
