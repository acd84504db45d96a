// One place of a topology, at any level. Numbers hold for one epoch.

/// A hall, row, rack, tray or GPU by index.
public enum Place: Hashable, Sendable {
    case hall
    case row(Int)
    case rack(Int)
    case tray(Int)
    case gpu(Int)
}
