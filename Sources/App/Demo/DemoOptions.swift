// What a demo hall is made from.

import Facility
import Simulator
import Telemetry

/// Size, seed, faults and beginning of a synthetic hall.
public struct DemoOptions: Sendable {
    /// 2026-07-01T00:00:00Z
    public static let defaultStart = Timestamp(milliseconds: 1_782_864_000_000)
    public static let gpuLimit = 200_000

    public var gpus = 13_800
    public var seed: UInt64 = 1
    public var scenario = Scenario.mixed
    public var start = DemoOptions.defaultStart

    public init() {}

    public var topology: Topology { StandardHall.topology(gpus: gpus) }

    public func feed(_ topology: Topology) -> DemoFeed {
        DemoFeed(topology: topology, seed: seed, scenario: scenario, start: start)
    }
}
