// What can be wrong with a theme.

/// Named so that the mend is obvious.
public enum ThemeError: Error, CustomStringConvertible {
    /// Roles, by name, that have no colour.
    case missingRoles(theme: String, roles: [String])
    /// Fewer than two control points for heat.
    case shortRamp(theme: String)
    /// Fewer than three control points for deviations.
    case shortBend(theme: String)

    /// One line for people, with the theme's name.
    public var description: String {
        switch self {
        case .missingRoles(let theme, let roles): "theme \(theme): no colour for \(roles.joined(separator: ", "))"
        case .shortRamp(let theme): "theme \(theme): heat needs at least two colours"
        case .shortBend(let theme): "theme \(theme): deviation needs at least three colours, below to above"
        }
    }
}
