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

    /// The longest that a demo runs before the moment that is asked for: its counters count no further.
    static let longestMs: Int64 = 3_660 * 86_400_000
    /// The longest over which the rules are asked: they look at every ten seconds of it.
    static let longestJudgedMs: Int64 = 86_400_000

    /// The moment that `--at` means.
    ///
    /// - Parameter judged: the rules are asked on the way.
    /// - Throws: also for what lies before the demo's start, and for what nobody would wait for.
    public func moment(_ text: String, judged: Bool) throws(UserError) -> Timestamp {
        let moment = try TimeText.moment(text, start: start, end: start + 90_000)
        guard moment >= start else {
            throw UserError("--at \(text) lies before the start of the demo; its end is 90 s after that start")
        }
        let most = judged ? Self.longestJudgedMs : Self.longestMs
        guard moment - start <= most else {
            throw UserError(
                "--at \(text) lies too far behind the start of the demo, \(TimeText.spelled(most)) is the most"
                    + (judged ? " where the rules are asked" : ""))
        }
        return moment
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
