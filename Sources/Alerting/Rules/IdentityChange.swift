// Changes of who or what stands at a place, as rules ask for them.

/// A change that labels tell, not numbers.
public enum IdentityChange: String, CaseIterable, Sendable {
    /// Another GPU in the same place.
    case replaced
    /// One GPU seen at two places.
    case duplicated = "uuid_twice"
    /// Another driver than before.
    case driver = "driver_changed"
}
