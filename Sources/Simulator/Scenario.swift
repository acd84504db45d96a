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

    /// Whether it takes a whole rack.
    var isRackWide: Bool { self == .darkRack || self == .throttling }

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
