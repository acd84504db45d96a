// How many GPUs are in which state.

import Telemetry

/// A count per state. Mergeable.
public struct StateCounts: Equatable, Sendable {
    private var counts = SIMD8<Int32>()

    /// Nothing counted.
    public init() {}

    /// How many are in this state.
    public subscript(state: EntityState) -> Int { Int(counts[Int(state.rawValue)]) }

    /// How many are in any state.
    public var total: Int { Int(counts.wrappedSum()) }

    mutating func add(_ state: EntityState) { counts[Int(state.rawValue)] &+= 1 }

    mutating func merge(_ other: StateCounts) { counts &+= other.counts }
}
