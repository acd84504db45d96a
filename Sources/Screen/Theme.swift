// Colours for every role and for heat. A theme is data; it decides no meaning and no glyph.

/// A named set of colours.
public struct Theme: Sendable {
    /// What a role looks like as text, and as the ground under text.
    public struct Colours: Hashable, Sendable {
        public let foreground: RGB
        /// nil: the theme's background.
        public let background: RGB?

        public init(_ foreground: RGB, on background: RGB? = nil) {
            self.foreground = foreground
            self.background = background
        }
    }

    public let name: String
    public let title: String
    public let roles: [Role: Colours]
    /// Colours of heat level 0 to 255.
    public let heat: [RGB]

    /// - Parameters:
    ///   - roles: must name every role.
    ///   - ramp: control points of the heat map, coldest first, at least two.
    public init(name: String, title: String, roles: [Role: Colours], ramp: [RGB]) throws(ThemeError) {
        let missing = Role.allCases.filter { roles[$0] == nil }.map(\.name)
        guard missing.isEmpty else { throw ThemeError.missingRoles(theme: name, roles: missing) }
        guard ramp.count >= 2 else { throw ThemeError.shortRamp(theme: name) }
        self.name = name
        self.title = title
        self.roles = roles
        heat = (0...255).map { level in
            let place = Double(level) / 255 * Double(ramp.count - 1)
            let index = min(Int(place), ramp.count - 2)
            return ramp[index].mixed(with: ramp[index + 1], place - Double(index))
        }
    }

    public var background: RGB { roles[.background]?.background ?? roles[.background]!.foreground }

    /// The colour of an ink drawn as a glyph.
    public func foreground(_ ink: Ink) -> RGB {
        if let level = ink.heatLevel { return heat[Int(level)] }
        return ink.role.flatMap { roles[$0]?.foreground } ?? roles[.text]!.foreground
    }

    /// The colour of an ink as the ground of a cell.
    public func background(_ ink: Ink) -> RGB {
        if let level = ink.heatLevel { return heat[Int(level)] }
        return ink.role.flatMap { roles[$0]?.background } ?? background
    }
}
