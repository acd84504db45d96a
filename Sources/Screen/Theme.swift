// Colours for every role and for heat. A theme is data; it decides no meaning and no glyph.

/// A named set of colours.
public struct Theme: Sendable {
    /// What a role looks like as text, and as the ground under text.
    public struct Colours: Hashable, Sendable {
        /// As a glyph.
        public let foreground: RGB
        /// nil: the theme's background.
        public let background: RGB?

        /// - Parameter background: the ground under it; nil is the theme's own.
        public init(_ foreground: RGB, on background: RGB? = nil) {
            self.foreground = foreground
            self.background = background
        }
    }

    /// As asked for by `--theme` and `:theme`.
    public let name: String
    /// What it is for, in a few words for lists.
    public let title: String
    /// Complete: every role has its colours.
    public let roles: [Role: Colours]
    /// Colours of heat level 0 to 255, and of deviation level 0 to 255.
    public let heat: [RGB]
    /// 256 colours; 128 is no deviation.
    public let deviation: [RGB]
    /// The terminal's own ground shows through; `background` is what is assumed of it.
    public let isTransparent: Bool
    /// The control points that `heat` was made from when the theme's own map is shown.
    private let ramp: [RGB]
    private let bend: [RGB]
    /// The colour map that `heat` shows; `calm` is the theme's own.
    public let map: ColourMap

    /// - Parameters:
    ///   - roles: must name every role.
    ///   - ramp: control points of the theme's own heat map, coldest first, at least two.
    ///   - bend: control points of the map of deviations, from far below the peers to far above, at least three.
    public init(
        name: String, title: String, roles: [Role: Colours], ramp: [RGB], bend: [RGB], map: ColourMap = .calm,
        isTransparent: Bool = false
    ) throws(ThemeError) {
        let missing = Role.allCases.filter { roles[$0] == nil }.map(\.name)
        guard missing.isEmpty else { throw ThemeError.missingRoles(theme: name, roles: missing) }
        guard ramp.count >= 2 else { throw ThemeError.shortRamp(theme: name) }
        guard bend.count >= 3 else { throw ThemeError.shortBend(theme: name) }
        self.name = name
        self.title = title
        self.roles = roles
        self.ramp = ramp
        self.bend = bend
        self.map = map
        self.isTransparent = isTransparent
        heat = ColourMap.spread(map.points ?? ramp)
        deviation = ColourMap.spread(bend)
    }

    /// The same theme with another map for heat.
    public func with(_ map: ColourMap) -> Theme {
        // What was complete stays complete.
        (try? Theme(
            name: name, title: title, roles: roles, ramp: ramp, bend: bend, map: map, isTransparent: isTransparent))
            ?? self
    }

    /// The ground of everything that has no other.
    public var background: RGB { roles[.background]?.background ?? roles[.background]!.foreground }

    /// The colour of an ink drawn as a glyph.
    public func foreground(_ ink: Ink) -> RGB {
        if let level = ink.heatLevel { return (ink.isDeviation ? deviation : heat)[Int(level)] }
        return ink.role.flatMap { roles[$0]?.foreground } ?? roles[.text]!.foreground
    }

    /// The colour of an ink as the ground of a cell.
    public func background(_ ink: Ink) -> RGB {
        if let level = ink.heatLevel { return (ink.isDeviation ? deviation : heat)[Int(level)] }
        guard let role = ink.role, let colours = roles[role], let ground = colours.background else { return background }
        return map == .calm || !Self.states.contains(role) ? ground : Self.backing(ground, under: colours.foreground)
    }

    private static let states = Set(Role.states)

    /// On a bright map a mark's ground moves half of the way from its glyph, so that one of the two always stands out.
    private static func backing(_ ground: RGB, under glyph: RGB) -> RGB {
        ground.mixed(with: glyph.luminance > ground.luminance ? RGB(0) : RGB(0xFFFFFF), 0.5)
    }

    /// Whether an ink as a ground is the terminal's own.
    public func isOpen(_ ink: Ink) -> Bool { isTransparent && background(ink) == background }
}
