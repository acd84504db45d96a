// How far a rack or tray has come on its way into production, or out of it. Said by an inventory, never guessed from silence.

/// The life of hardware, in order. Source: CoreWeave's node lifecycle (docs.coreweave.com) and NetBox's device status.
public enum LifeState: String, CaseIterable, Sendable {
    case planned, delivered, racked, powered, provisioned
    case burnIn = "burn-in"
    case validated, production
    case drained, maintenance, triage
    case rma

    /// Silence and faults here are expected: not commissioned yet, or taken out on purpose.
    public var isPlannedOut: Bool {
        switch self {
        case .burnIn, .validated, .production: false
        default: true
        }
    }

    /// Stands in the hall, whatever it does.
    public var isInstalled: Bool { self != .planned && self != .delivered && self != .rma }

    /// The state behind a NetBox status value, nil for a word NetBox does not know.
    public init?(netbox status: String) {
        switch status {
        case "active": self = .production
        case "planned": self = .planned
        case "staged": self = .provisioned
        case "reserved", "available": self = .racked
        case "offline": self = .maintenance
        case "failed": self = .triage
        case "inventory": self = .delivered
        case "decommissioning", "deprecated": self = .drained
        default: return nil
        }
    }
}
