// What can be wrong with a theme.

/// Named so that the mend is obvious.
public enum ThemeError: Error, CustomStringConvertible {
    case missingRoles(theme: String, roles: [String])
    case shortRamp(theme: String)
    case shortBend(theme: String)

    public var description: String {
        switch self {
        case .missingRoles(let theme, let roles): "theme \(theme): no colour for \(roles.joined(separator: ", "))"
        case .shortRamp(let theme): "theme \(theme): heat needs at least two colours"
        case .shortBend(let theme): "theme \(theme): deviation needs at least three colours, below to above"
        }
    }
}
