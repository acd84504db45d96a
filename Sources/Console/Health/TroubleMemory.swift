// Troubles of the newest moments of a live hall, a little longer than they last: what pauses and comes back, as a straggler while its job
// waits, is as old as it was. It judges nothing.

import Facility
import Telemetry

/// What was seen, and when last. Bounded in time and number.
public struct TroubleMemory: Sendable {
    private static let keptMs: Int64 = 120_000
    private static let limit = 2_000

    private var seen: [(trouble: Trouble, at: Timestamp)] = []

    public init() {}

    /// The newest first.
    public var troubles: [Trouble] { seen.map(\.trouble) }

    /// Takes the troubles of a later moment.
    public mutating func note(_ health: Health, at moment: Timestamp) {
        let now = Set(health.troubles.map { Key($0) })
        let old = seen.filter { !now.contains(Key($0.trouble)) && moment - $0.at <= Self.keptMs }
        seen = Array((health.troubles.map { ($0, moment) } + old).prefix(Self.limit))
    }

    private struct Key: Hashable {
        let place: Place
        let mark: Mark
        init(_ trouble: Trouble) { (place, mark) = (trouble.place, trouble.mark) }
    }
}
