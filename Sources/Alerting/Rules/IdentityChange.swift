// Changes of who or what stands at a place, as rules ask for them.

/// A change that labels tell, not numbers.
public enum IdentityChange: String, CaseIterable, Sendable {
    /// Another GPU in the same place.
    case replaced
    /// One GPU seen at two places.
    case duplicated = "uuid_twice"
    /// Two hosts claim one slot, or two sources place one host differently; a condition of hosts.
    case conflict = "placement_conflict"
}
