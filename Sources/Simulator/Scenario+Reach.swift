// How far each fault reaches, and what it needs to be seen.

import Facility

extension Scenario {
    /// What a fault strikes as a whole.
    enum Reach: Equatable {
        case gpu, tray, rack, row, hall, job
        case group(GroupKind)
    }

    var reach: Reach {
        switch self {
        case .gpuOffBus, .eccStorm, .slowGPU, .linkXID: .gpu
        case .darkRack, .throttling, .managementSwitch, .nvlinkSwitch: .rack
        case .coolantFlow: .group(.loop)
        case .powerBrake: .group(.feed)
        case .leafFlap: .group(.leaf)
        case .jobDeath, .jobHang: .job
        case .darkRow: .row
        case .driverRollout, .xidStorm, .darkHall: .hall
        default: .tray
        }
    }

    /// A straggler, a hot tray or a throttled rack must be busy to be seen as what it is.
    var needsWork: Bool {
        [
            .straggler, .hotTray, .throttling, .nvlinkDown, .coolantFlow, .powerBrake, .jobDeath, .jobHang, .slowGPU,
            .memoryHot,
        ].contains(self)
    }
}
