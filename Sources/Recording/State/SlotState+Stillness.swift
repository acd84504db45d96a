// Since when a target's page says the same, as how long before its newest page: zero of nearly all, and so nearly free. It judges nobody
// frozen.

import Storage
import Telemetry

extension SlotState {
    /// `none` where nobody kept it; of a target that was never read there is nothing to say.
    static func stillness(_ targets: [TargetStatus]) -> [Int64] {
        targets.map { target in
            guard let newest = target.lastSuccess else { return 0 }
            return target.lastChange.map { newest - $0 } ?? none
        }
    }

    /// - Parameter newest: time of the target's newest page.
    func lastChange(_ target: Int, newest: Timestamp?) -> Timestamp? {
        guard hasStillness, let newest, stillness[target] != Self.none else { return nil }
        return newest - stillness[target]
    }
}
