// Which moment is to be drawn: pinned to the newest one, still, or moving at a rate. Pure: steady time is an argument.

import Telemetry

/// The screen's own time.
struct Timekeeper {
    enum Motion: Equatable {
        /// With the newest moment: live, or following.
        case pinned
        case still(Timestamp)
        case moving(from: Timestamp, sinceMs: Int64)
    }

    /// Data seconds per second, slowest first.
    static let rates: [Double] = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600]

    private(set) var motion: Motion
    private(set) var rate: Double
    /// Whether the end of what there is moves on: then arriving there pins.
    let endMoves: Bool
    /// Stopped in the newest moment and not gone anywhere since: then going on means being there again, not trailing behind it.
    private var stoppedAtEnd = false

    init(motion: Motion, rate: Double = 1, endMoves: Bool) {
        self.motion = motion
        self.rate = min(Self.rates.last!, max(Self.rates[0], rate))
        self.endMoves = endMoves
    }

    /// The moment now, within what there is. Arriving at the end stops there, or pins.
    mutating func now(steadyMs: Int64, start: Timestamp, end: Timestamp) -> Timestamp {
        switch motion {
        case .pinned: return end
        case .still(let time): return max(start, min(end, time))
        case .moving(let from, let sinceMs):
            let time = from + Int64(Double(steadyMs - sinceMs) * rate)
            if time >= end {
                motion = endMoves ? .pinned : .still(end)
                return end
            }
            return max(start, time)
        }
    }

    var isStill: Bool { if case .still = motion { true } else { false } }
    var isMoving: Bool { if case .moving = motion { true } else { false } }

    /// Stands still at `now`, or goes on: from there, or with the newest moment if that is what was stopped.
    mutating func pause(at now: Timestamp, steadyMs: Int64) {
        let wasPinned = motion == .pinned
        motion = !isStill ? .still(now) : stoppedAtEnd ? .pinned : .moving(from: now, sinceMs: steadyMs)
        stoppedAtEnd = wasPinned
    }

    /// Goes to a moment; what moved goes on from there, what was pinned stands still.
    mutating func seek(_ time: Timestamp, steadyMs: Int64) {
        motion = isMoving ? .moving(from: time, sinceMs: steadyMs) : .still(time)
        stoppedAtEnd = false
    }

    mutating func toEnd(_ end: Timestamp) {
        motion = endMoves ? .pinned : .still(end)
        stoppedAtEnd = false
    }

    /// - Parameter delta: above 0 for the next faster rate of the list, else the next slower one.
    mutating func change(rate delta: Int, now: Timestamp, steadyMs: Int64) {
        // The speed asked for at the start need not be in the list.
        rate = (delta > 0 ? Self.rates.first { $0 > rate } : Self.rates.last { $0 < rate }) ?? rate
        if isMoving { motion = .moving(from: now, sinceMs: steadyMs) }
    }

    /// `60x`, `0.5x`
    var rateText: String { rate == rate.rounded() ? "\(Int(rate))x" : "\(rate)x" }
}
