// Troubles of the newest moments of a live hall, a little longer than they last: what pauses and comes back, as a straggler while its job
// waits, keeps its mark. It judges nothing and dates nothing.

import Facility
import Telemetry

/// What was seen, and when last. Bounded in time and number.
public struct TroubleMemory: Sendable {
    private static let keptMs: Int64 = 120_000
    private static let pauseMs: Int64 = 60_000
    private static let limit = 2_000

    private var seen: [(trouble: Trouble, at: Timestamp)] = []

    public init() {}

    /// Stragglers of the last minute: while their job pauses nobody lags, and they are stragglers all the same.
    public func stragglers(at moment: Timestamp) -> [Place] {
        seen.filter { $0.trouble.mark == .straggler && (0...Self.pauseMs).contains(moment - $0.at) }.map(
            \.trouble.place)
    }

    /// Takes the troubles of a later moment. What is only held is no younger for it.
    public mutating func note(_ health: Health, at moment: Timestamp) {
        let fresh = health.troubles.filter { !health.held.contains($0.place) || $0.mark != .straggler }
        let now = Set(fresh.map { Key($0) })
        let old = seen.filter { !now.contains(Key($0.trouble)) && moment - $0.at <= Self.keptMs }
        seen = Array((fresh.map { ($0, moment) } + old).prefix(Self.limit))
    }

    private struct Key: Hashable {
        let place: Place
        let mark: Mark
        init(_ trouble: Trouble) { (place, mark) = (trouble.place, trouble.mark) }
    }
}
