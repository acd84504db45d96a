// What a demo hall is made from.

import Facility
import Simulator
import Telemetry

/// Size, seed, faults and beginning of a synthetic hall.
public struct DemoOptions: Sendable {
    /// 2026-07-01T00:00:00Z
    public static let defaultStart = Timestamp(milliseconds: 1_782_864_000_000)
    /// The largest hall that is played.
    public static let gpuLimit = 200_000

    /// GPUs of the standard hall; not looked at if there is a plan.
    public var gpus = 13_800
    /// The same seed gives the same hall to the byte.
    public var seed: UInt64 = 1
    /// Which faults it gets.
    public var scenario = Scenario.mixed
    /// Every rack trains for one job, in place of the usual mix.
    public var isOneJob = false
    /// Beginning of slot 0; faults begin some seconds later.
    public var start = DemoOptions.defaultStart
    /// The hall of some inventory files, in place of the standard one.
    public var plan: HallPlan?

    /// The standard hall with all of `mixed`.
    public init() {}

    /// Made anew at each call: hold on to one.
    public var topology: Topology { plan.map { Topology($0) } ?? StandardHall.topology(gpus: gpus) }

    /// Takes the hall of inventory files.
    public mutating func use(inventory paths: [String]) throws(UserError) {
        guard !paths.isEmpty else { return }
        let plan = InventoryMerge(try InventoryFiles.partsWithWarnings(paths), site: "demo").plan
        let count = plan.hosts.reduce(0) { $0 + $1.gpus }
        guard count <= Self.gpuLimit else {
            throw UserError("\(paths[0]): \(count) GPUs are more than \(Self.gpuLimit)")
        }
        self.plan = plan
    }

    /// - Parameters:
    ///   - stepMs: no page is read more often.
    ///   - lanes: threads that write and decode pages.
    public func feed(_ topology: Topology, stepMs: Int64 = 1_000, lanes: Int = 1) -> DemoFeed {
        DemoFeed(
            topology: topology, seed: seed, scenario: scenario, start: start, stepMs: stepMs, lanes: lanes,
            isOneJob: isOneJob)
    }
}
