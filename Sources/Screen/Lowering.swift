// A canvas as a poorer terminal shows it: heat in 32 steps, glyph ramps where colours are missing, ASCII twins. Pure.

/// What a terminal can show.
public struct Lowering: Hashable, Sendable {
    /// How many colours there are; below 256 heat is drawn as a glyph ramp.
    public var depth: ColourDepth
    /// Glyphs are replaced by their ASCII twins, half blocks by one glyph for two pixels.
    public var ascii: Bool
    /// How many steps of heat are told apart, a power of two.
    public var steps: Int

    /// - Parameter steps: steps of heat told apart, a power of two up to 256.
    public init(depth: ColourDepth, ascii: Bool = false, steps: Int = HeatSteps.count) {
        self.depth = depth
        self.ascii = ascii
        self.steps = steps
    }

    /// Whether a half block stays two pixels; else one glyph stands for both.
    public var hasHalfBlocks: Bool { hasHeatColours && !ascii }

    private var hasHeatColours: Bool { depth == .truecolor || depth == .c256 }

    /// One cell in this terminal's means; heat inks are rounded to their step's level.
    public func cell(_ cell: Cell) -> Cell {
        var scalar = cell.scalar
        var style = cell.style
        let upper = style.foreground.strength, lower = style.background.strength
        lowered: if !hasHeatColours || (ascii && scalar == "▀") {
            if scalar == "▀" {
                if let flat = flat(style) {
                    scalar = flat
                    style = Style(.text)
                    break lowered
                }
                scalar = Self.glyph([style.foreground, style.background])
                if hasHeatColours, upper != nil { style.background = style.foreground }
                if !hasHeatColours { style.background = .role(.background) }
                style.foreground = .role(.text)
            } else if lower != nil {
                if scalar == " " { scalar = Self.glyph([style.background]) }
                style.background = .role(.background)
            } else if upper != nil {
                style.foreground = .role(.chart)
            }
        }
        style.foreground = rounded(style.foreground)
        style.background = rounded(style.background)
        if depth == .mono { style.attributes.formUnion(monoAttributes(cell)) }
        return Cell(ascii ? GlyphSet.ascii(scalar) : scalar, style)
    }

    /// One glyph for the mean of the inks that are heat, blank if none is.
    private static func glyph(_ inks: [Ink]) -> Unicode.Scalar {
        let levels = inks.compactMap(\.heatLevel)
        guard !levels.isEmpty else { return " " }
        let mean = UInt8(levels.reduce(0) { $0 + Int($1) } / levels.count)
        return inks.contains(where: \.isDeviation) ? GlyphSet.bendGlyph(mean) : GlyphSet.rampGlyph(mean)
    }

    /// Pixels that stand for no heat: silence weighs more than what a filter leaves out.
    private func flat(_ style: Style) -> Unicode.Scalar? {
        let roles = [style.foreground.role, style.background.role]
        // No heat and no mark has a letter of this look.
        if roles.contains(.noData) { return "N" }
        return roles.contains(.dimmed) ? "." : nil
    }

    private func rounded(_ ink: Ink) -> Ink {
        ink.heatLevel.map { ink.at(level: HeatSteps.level(HeatSteps.step($0, of: steps), of: steps)) } ?? ink
    }

    /// Without colours the ground of marks and of the selection is told by reverse video.
    private func monoAttributes(_ cell: Cell) -> Attributes {
        guard let role = cell.background.role else { return [] }
        return [.background, .panel, .header, .empty, .unseen, .dimmed, .noData].contains(role) ? [] : .reverse
    }
}
