// A canvas as a poorer terminal shows it: heat in 32 steps, glyph ramps where colours are missing, ASCII twins. Pure.

/// What a terminal can show.
public struct Lowering: Hashable, Sendable {
    public var depth: ColourDepth
    public var ascii: Bool

    public init(depth: ColourDepth, ascii: Bool = false) {
        self.depth = depth
        self.ascii = ascii
    }

    private var hasHeatColours: Bool { depth == .truecolor || depth == .c256 }

    /// One cell in this terminal's means; heat inks are rounded to their step's level.
    public func cell(_ cell: Cell) -> Cell {
        var scalar = cell.scalar
        var style = cell.style
        let upper = style.foreground.heatLevel, lower = style.background.heatLevel
        if !hasHeatColours || (ascii && scalar == "▀") {
            if scalar == "▀" {
                let levels = [upper, lower].compactMap { $0 }
                let mean = levels.isEmpty ? nil : UInt8(levels.reduce(0) { $0 + Int($1) } / levels.count)
                scalar = mean.map { GlyphSet.rampGlyph($0) } ?? " "
                if hasHeatColours, let mean { style.background = .heat(mean) }
                if !hasHeatColours { style.background = .role(.background) }
                style.foreground = .role(.text)
            } else if let lower {
                if scalar == " " { scalar = GlyphSet.rampGlyph(lower) }
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

    private func rounded(_ ink: Ink) -> Ink {
        ink.heatLevel.map { .heat(HeatSteps.level(HeatSteps.step($0))) } ?? ink
    }

    /// Without colours the ground of marks and of the selection is told by reverse video.
    private func monoAttributes(_ cell: Cell) -> Attributes {
        guard let role = cell.background.role else { return [] }
        return [.background, .panel, .header, .empty, .unseen].contains(role) ? [] : .reverse
    }
}
