// Judges a theme: is its text readable, do its states stand out, can every eye tell the severities apart? It mends nothing.

/// The findings about one theme; none is a good theme.
public struct ThemeAudit: Sendable {
    /// Least contrast of text to its ground.
    public static let text = 4.5
    /// Least contrast of a state to every heat step and to the background.
    public static let state = 3.0
    /// Least distance between severities for eyes of any kind, and for the kind that a theme is named for.
    public static let severity = 0.05
    /// The larger one, asked of a theme that bears a kind's name.
    public static let namedSeverity = 0.11

    static let read: [Role] = [
        .text, .dim, .faint, .title, .accent, .good, .warning, .critical, .info, .key, .headerText, .idle,
    ]

    /// One line each for people, without the theme's name.
    public let findings: [String]

    /// Looks at texts, states, heat, severities, and at 256 and 16 colours.
    public init(_ theme: Theme) {
        findings =
            Self.texts(theme) + Self.states(theme) + Self.heat(theme) + Self.severities(theme) + Self.palettes(theme)
    }

    private static func texts(_ theme: Theme) -> [String] {
        var pairs = read.map { ($0, Role.background) }
        pairs += [Role.headerText, .key, .warning, .good, .accent, .critical, .title].map { ($0, Role.header) }
        pairs += [Role.text, .dim, .title, .warning, .critical, .good].map { ($0, Role.panel) }
        pairs += (Role.states + [.selection]).map { ($0, $0) }
        return pairs.compactMap { role, ground in
            let contrast = theme.foreground(.role(role)).contrast(with: theme.background(.role(ground)))
            return contrast >= text
                ? nil : "\(role) on \(ground): contrast \(hundredths(contrast)), at least \(hundredths(text))"
        }
    }

    /// Under the theme's own map a state's glyph stands out by itself; on a bright map its glyph or its ground does.
    private static func states(_ theme: Theme) -> [String] {
        var findings: [String] = []
        for role in Role.states {
            let glyph = theme.foreground(.role(role))
            var least = glyph.contrast(with: theme.background)
            for step in 0..<HeatSteps.count {
                let level = HeatSteps.level(step)
                for ground in [theme.heat[Int(level)], theme.deviation[Int(level)]] {
                    let backed = theme.map == .calm ? 0 : theme.background(.role(role)).contrast(with: ground)
                    least = min(least, max(glyph.contrast(with: ground), backed))
                }
            }
            if least < state {
                findings.append("\(role) on heat: contrast \(hundredths(least)), at least \(hundredths(state))")
            }
        }
        return findings
    }

    private static func heat(_ theme: Theme) -> [String] {
        let steps = (0..<HeatSteps.count).map { theme.heat[Int(HeatSteps.level($0))] }
        let luminance = steps.map(\.luminance)
        let pairs = zip(luminance, luminance.dropFirst())
        var findings: [String] = []
        if !pairs.allSatisfy({ $0 < $1 }) && !pairs.allSatisfy({ $0 > $1 }) {
            findings.append("heat: neither steadily brighter nor steadily darker")
        }
        let silence = theme.foreground(.role(.noData))
        let nearest = steps.map { ColourVision.common.distance($0, silence) }.min() ?? 1
        if theme.map == .calm, nearest < 0.07 { findings.append("noData: too near to a heat step") }
        return findings
    }

    private static func severities(_ theme: Theme) -> [String] {
        let roles = [Role.good, .warning, .critical]
        var findings: [String] = []
        for vision in ColourVision.allCases {
            let wanted = vision.rawValue == theme.name ? namedSeverity : severity
            for (index, left) in roles.enumerated() {
                for right in roles[(index + 1)...] {
                    let distance = vision.distance(theme.foreground(.role(left)), theme.foreground(.role(right)))
                    guard distance < wanted else { continue }
                    findings.append(
                        "\(left) and \(right) look alike to \(vision.rawValue) eyes: \(hundredths(distance))")
                }
            }
        }
        return findings
    }

    /// What is readable in 24 bits stays so in 256 and 16 colours.
    private static func palettes(_ theme: Theme) -> [String] {
        var findings: [String] = []
        for depth in [ColourDepth.c256, .c16] {
            for (role, ground) in read.map({ ($0, Role.background) }) + Role.states.map({ ($0, $0) }) {
                let pair = theme.lowered(.role(role), on: .role(ground), depth)
                guard let glyph = pair.0.colour(), let back = pair.1.colour() else { continue }
                let contrast = glyph.contrast(with: back)
                guard contrast < text else { continue }
                findings.append("\(role) in \(depth.rawValue) colours: contrast \(tenths(contrast))")
            }
        }
        return findings
    }

    private static func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
    private static func hundredths(_ value: Double) -> String { "\((value * 100).rounded() / 100)" }
}
