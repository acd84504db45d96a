// The kinds of place that carry values of their own. Racks, rows and halls carry roll-ups only (see `Level`).

/// What a metric describes.
public enum EntityKind: UInt8, CaseIterable, Sendable {
    case gpu
    /// A compute tray, that is one host.
    case tray

    /// As files spell it.
    public var name: String {
        switch self {
        case .gpu: "gpu"
        case .tray: "host"
        }
    }
}
