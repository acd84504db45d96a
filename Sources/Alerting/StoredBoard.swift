// A board as a recording keeps it: all but its moment, so that boards of which nothing changed are equal.

import Facility
import Telemetry

/// A board that can be written and read back.
public struct StoredBoard: Codable, Equatable, Sendable {
    private struct Pending: Codable, Equatable {
        let rule: String
        let count: Int
    }

    private struct Blind: Codable, Equatable {
        let rule: String
        let metrics: [String]
    }

    private struct Straggler: Codable, Equatable {
        let gpu: Int
        let windows: Int
        /// As bits: JSON has no name for what is no number.
        let z: UInt32
        let metric: Int
    }

    private var alarms: [Alarm]
    private var resolved: [Alarm]
    private let pending: [Pending]
    /// nil in files of earlier versions.
    private var waiting: [Alarm]?
    private let blind: [Blind]
    private let readiness: [Int]
    private var stragglers: [Straggler]
    /// nil in files of earlier versions, and while no window runs.
    private let judgement: LagJudgement?
    /// nil in files of earlier versions, and while nobody lagged.
    private var laggards: [Int]?

    /// What is to be kept of a board.
    public init(_ board: AlertBoard) {
        alarms = board.alarms
        resolved = board.resolved
        pending = board.pending.map { Pending(rule: $0.rule, count: $0.count) }
        waiting = board.waiting
        blind = board.blind.map { Blind(rule: $0.rule, metrics: $0.metrics) }
        readiness = board.readiness.figures
        judgement = board.judgement
        laggards = board.laggards.isEmpty ? nil : board.laggards
        stragglers = board.stragglers.map {
            Straggler(gpu: $0.gpu, windows: $0.windows, z: $0.z.bitPattern, metric: $0.metric.index)
        }
    }

    /// The alarms that some places take part in, in their new numbers. Counts and words stay: they were said of the whole hall.
    ///
    /// - Parameter place: where a place stands now, nil if it is gone.
    public func relocated(_ place: (Place) -> Place?) -> StoredBoard {
        var board = self
        board.alarms = alarms.compactMap { $0.relocated(place) }
        board.resolved = resolved.compactMap { $0.relocated(place) }
        board.waiting = waiting?.compactMap { $0.relocated(place) }
        board.stragglers = stragglers.compactMap { straggler in
            guard case .gpu(let gpu)? = place(.gpu(straggler.gpu)) else { return nil }
            return Straggler(gpu: gpu, windows: straggler.windows, z: straggler.z, metric: straggler.metric)
        }
        board.laggards = laggards?.compactMap { gpu in
            guard case .gpu(let moved)? = place(.gpu(gpu)) else { return nil }
            return moved
        }.sorted()
        return board
    }

    /// The board as it stood at a moment.
    public func board(at moment: Timestamp) -> AlertBoard {
        var board = AlertBoard(
            moment: moment, alarms: alarms, resolved: resolved, pending: pending.map { ($0.rule, $0.count) },
            blind: blind.map { ($0.rule, $0.metrics) })
        board.waiting = waiting ?? []
        board.readiness = Readiness(figures: readiness)
        board.judgement = judgement
        board.laggards = laggards ?? []
        board.stragglers = stragglers.map { ($0.gpu, $0.windows, Float(bitPattern: $0.z), MetricID($0.metric)) }
        return board
    }
}
