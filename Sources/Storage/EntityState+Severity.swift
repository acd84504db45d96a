// The order of states from harmless to grave, for places that stand for many.

import Telemetry

extension EntityState {
    /// Greater is worse. A lost GPU outranks a silent host: its host answers and says that it is gone.
    public var severity: Int {
        switch self {
        case .fresh: 0
        case .plannedOut: 1
        case .neverSeen: 2
        case .late: 3
        case .frozen: 4
        case .unexpected: 5
        case .unreachable: 6
        case .gone: 7
        }
    }
}
