// How bad an alarm is. Shown by a word and a mark as well as by colour.

/// Worse is greater.
public enum Severity: String, CaseIterable, Codable, Comparable, Sendable {
    case note, warning, critical
    /// Water where it must not be: above everything else.
    case emergency

    /// Five letters at most, as system logs shorten them, for where the word has no room.
    public var short: String {
        switch self {
        case .note: "note"
        case .warning: "warn"
        case .critical: "crit"
        case .emergency: "emerg"
        }
    }

    private var rank: Int { Self.allCases.firstIndex(of: self)! }

    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }
}
