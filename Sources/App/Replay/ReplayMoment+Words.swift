// What a recorded moment does not say, in words for a header.

import Recording
import Telemetry

extension ReplayMoment {
    /// Of a moment at which nothing is recorded, or nothing can be read; nil of all others.
    public var gapWords: String? {
        guard let gap else { return nil }
        let what = damage.isEmpty ? "gap: nothing recorded" : "damaged: nothing readable"
        let (one, other) = (CivilTime(gap.from), CivilTime(gap.to))
        guard one.date != other.date else { return "\(what) \(one.clock)-\(other.clock)" }
        return "\(what) \(one.date) \(one.clock) to \(other.date) \(other.clock)"
    }

    /// What can not be read, metrics by name; empty if all can.
    public var damageWords: String { damage.isEmpty ? "" : ", damaged: \(damage.joined(separator: " "))" }
}
