// How much of the past is kept, and what that costs in memory, said before anything is allocated.

import Facility
import Telemetry

/// Lengths of the rings, and the limit of the whole process.
public struct Retention: Equatable, Sendable {
    /// Every slot of every metric.
    public var rawMs: Int64 = 3_600_000
    /// Longer steps: places' roll-ups and six metrics per GPU.
    public var fineStepMs: Int64 = 10_000
    /// How far back the fine steps reach: an hour.
    public var fineMs: Int64 = 3_600_000
    /// Length of a coarse step: a minute, made of whole fine steps.
    public var coarseStepMs: Int64 = 60_000
    /// How far back the coarse steps reach: a day.
    public var coarseMs: Int64 = 86_400_000
    /// Keep values to the bit instead of at the metrics' resolution.
    public var isExact = false
    /// Of the whole process.
    public var memoryLimitBytes = 2 << 30

    /// An hour of every slot, a day of minutes, in 2 GiB.
    public init() {}

    /// Sealed raw blocks may take this much; beyond it the oldest go, however young.
    var rawLimitBytes: Int { memoryLimitBytes / 8 * 5 }

    func levels(_ topology: Topology, start: Timestamp, stepMs: Int) -> [RollUpRing] {
        let fine = max(1, Int(fineStepMs) / stepMs)
        let coarse = max(1, Int(coarseStepMs) / (fine * stepMs))
        return [
            RollUpRing(
                topology, start: start, stepMs: stepMs, slotsPerStep: fine,
                limitSlots: max(1, Int(fineMs) / (fine * stepMs))),
            RollUpRing(
                topology, start: start, stepMs: stepMs * fine, slotsPerStep: coarse,
                limitSlots: max(1, Int(coarseMs) / (coarse * fine * stepMs))),
        ]
    }
}
