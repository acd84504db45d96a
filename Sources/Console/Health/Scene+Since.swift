// How old a trouble is, out of what a recording keeps too: states and alarms. No viewer's memory: who opens the file says the same.

import Alerting
import Facility
import Telemetry

extension Scene {
    /// When a trouble began: its state, else the first alarm of its kind there; nil if neither knows. For the few rows that are shown.
    public func since(_ trouble: Trouble) -> Timestamp? {
        if let since = trouble.since { return since }
        guard let families = Self.families[trouble.mark] else { return nil }
        let topology = snapshot.topology, gpus = topology.gpus(of: trouble.place)
        var first: Timestamp?
        for alarm in alerts.alarms + alerts.waiting where families.contains(alarm.family) {
            for member in alarm.members where member.since <= snapshot.moment && member.since < first ?? .distant {
                let own = topology.gpus(of: member.place)
                if member.place == trouble.place || !own.isEmpty && own.overlaps(gpus) { first = member.since }
            }
        }
        return first
    }

    /// Which alarms tell of a mark.
    private static let families: [Mark: Set<Family>] = [
        .unanswered: [.silence], .unreachable: [.silence], .frozen: [.silence], .missing: [.gpu, .silence],
        .gone: [.gpu],
        .fault: [.xid], .link: [.nvlink], .hot: [.heat], .throttled: [.heat, .power], .memoryError: [.memory],
        .straggler: [.speed],
    ]
}

extension Timestamp {
    fileprivate static let distant = Timestamp(milliseconds: .max)
}
