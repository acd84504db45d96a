// The views by name and number. The numbers are for life: keys that people learn do not move.

/// A screen of the console.
public enum ViewName: String, CaseIterable, Sendable {
    case hall, rack, tray, gpu, targets, page, alerts, help

    /// The number key that opens it; help has `?` instead, and a GPU shares its tray's.
    public var number: Int? {
        switch self {
        case .hall: 1
        case .rack: 2
        case .tray: 3
        case .gpu, .page, .help: nil
        case .targets: 7
        case .alerts: 8
        }
    }

    public var title: String {
        switch self {
        case .hall: "Hall"
        case .rack: "Rack"
        case .tray: "Tray"
        case .gpu: "GPU"
        case .targets: "Targets"
        case .alerts: "Alerts"
        case .page: "Page"
        case .help: "Help"
        }
    }
}
