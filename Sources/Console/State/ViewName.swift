// The views by name and number. The numbers are for life: keys that people learn do not move.

/// A screen of the console.
public enum ViewName: String, CaseIterable, Sendable {
    case hall, rack, tray, gpu, timeline, outliers, table, targets, page, alerts, help

    /// The number key that opens it; help has `?` instead, and a GPU shares its tray's.
    public var number: Int? {
        switch self {
        case .hall: 1
        case .rack: 2
        case .tray: 3
        case .timeline: 4
        case .outliers: 5
        case .table: 6
        case .targets: 7
        case .alerts: 8
        case .gpu, .page, .help: nil
        }
    }

    /// As printed: the name with a capital, `GPU` in capitals.
    public var title: String { self == .gpu ? "GPU" : rawValue.prefix(1).uppercased() + rawValue.dropFirst() }
}
