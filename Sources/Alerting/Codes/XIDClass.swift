// What an XID asks of the operator.

/// One letter per class, as the table spells it.
public enum XIDClass: String, CaseIterable, Sendable {
    case application = "A"
    case note = "N"
    case reset = "R"
    case reboot = "B"
    case hardware = "H"
    case link = "L"
    /// What an exporter's own words say of an NVLink 5 error that loses no link.
    case linkMinor = "M"
    case security = "S"

    /// For people; as an imperative where something is to be done.
    public var word: String {
        switch self {
        case .application: "application"
        case .note: "note"
        case .reset: "reset the GPU"
        case .reboot: "reboot the host"
        case .hardware: "hardware"
        case .link: "NVLink"
        case .linkMinor: "NVLink, not fatal"
        case .security: "security"
        }
    }

    /// Asks for hands on the GPU or the host; an application's own mistakes and notes do not.
    public var isSerious: Bool { self != .application && self != .note }
}
