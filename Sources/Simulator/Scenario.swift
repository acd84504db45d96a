// The faults that can be asked for by name.

/// What goes wrong in a synthetic hall.
public enum Scenario: String, CaseIterable, Sendable {
    /// All of them, at different places.
    case mixed
    case none
    case gpuOffBus = "gpu-off-bus"
    case deadTray = "dead-tray"
    case darkRack = "dark-rack"
    case straggler
    case hotTray = "hot-tray"
    case nvlinkDown = "nvlink-down"
    case eccStorm = "ecc-storm"
    case throttling
    case frozenExporter = "frozen-exporter"
    // Not part of `mixed`: causes that strike many at once, and single faults of hosts.
    case managementSwitch = "management-switch"
    case coolantFlow = "coolant-flow"
    case powerBrake = "power-brake"
    case nvlinkSwitch = "nvlink-switch"
    case leafFlap = "leaf-flap"
    case driverRollout = "driver-rollout"
    case jobDeath = "job-death"
    case jobHang = "job-hang"
    case slowGPU = "slow-gpu"
    case memoryHot = "memory-hot"
    case linkXID = "link-xid"
    case xidStorm = "xid-storm"
    case deadExporter = "dead-exporter"
    case hostMemory = "host-memory"
    case diskFull = "disk-full"
    case clockWrong = "clock-wrong"
    case hostReboot = "host-reboot"
    case storageHang = "storage-hang"
    case darkRow = "dark-row"
    case darkHall = "dark-hall"

    /// Whether it takes a whole rack.
    var isRackWide: Bool { reach != .gpu && reach != .tray }

    /// The faults it brings, in the order they get their places.
    var faults: [Scenario] {
        switch self {
        case .mixed:
            [
                .darkRack, .gpuOffBus, .straggler, .deadTray, .hotTray, .nvlinkDown, .eccStorm, .throttling,
                .frozenExporter,
                .gpuOffBus,
            ]
        case .none: []
        default: [self]
        }
    }
}
