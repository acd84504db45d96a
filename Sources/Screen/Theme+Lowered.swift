// The colours a cell gets on a terminal of a given depth, with text kept readable: a colour that would drown in its ground
// after rounding gives way to the nearest that does not.

extension Theme {
    /// What a foreground and a ground become.
    public enum Lowered: Hashable, Sendable {
        case rgb(RGB)
        /// An entry of the 256 or 16 colour palette.
        case index(Int)
        /// The terminal's own.
        case own

        /// Terminals of sixteen colours brighten what is bold: black would be grey, and drown in the ground of a mark.
        public var bearsBold: Bool { self != .index(0) }

        /// The colour as a standard terminal shows it, nil for its own.
        public func colour() -> RGB? {
            switch self {
            case .rgb(let colour): colour
            case .index(let index): ColourDepth.palette[index]
            case .own: nil
            }
        }
    }

    /// Text at or above this ratio to its ground is readable. Source: WCAG 2.2, 1.4.3.
    public static let readableContrast = 4.5

    /// Roles that are drawn as surfaces, never read.
    private static let surfaces: Set<Role> = [
        .background, .panel, .rule, .barTrack, .chartBand, .dimmed, .noData, .chart, .chartAlternate, .bar, .cursor,
        .empty,
    ]

    /// Both colours of a cell.
    public func lowered(_ foreground: Ink, on ground: Ink, _ depth: ColourDepth) -> (Lowered, Lowered) {
        let back = self.background(ground), front = readable(foreground, on: back)
        let isText = foreground.role.map { !Self.surfaces.contains($0) } ?? false
        let open = isOpen(ground)
        switch depth {
        case .truecolor: return (.rgb(front), open ? .own : .rgb(back))
        case .mono: return (.own, .own)
        case .c256, .c16:
            let index = depth == .c256 ? Self.index256(back, ground) : ground16(back, ground)
            // Sixteen colours differ from terminal to terminal: on a state's ground only black or white is sure to be read.
            let isState = depth == .c16 && (ground.role.map(Role.states.contains) ?? false)
            let shown =
                isState
                ? Self.blackOrWhite(on: ColourDepth.palette[index])
                : (depth == .c16 ? stateText(foreground, on: ColourDepth.palette[index]) : nil)
                    ?? (isText || isDrowned(front, index, foreground, depth)
                        ? nearest(front, on: ColourDepth.palette[index], depth) : nil)
            let plain = depth == .c256 ? Self.index256(front, foreground) : ColourDepth.index16(front)
            return (.index(shown ?? plain), open ? .own : .index(index))
        }
    }

    private static func index256(_ colour: RGB, _ ink: Ink) -> Int {
        ink.heatLevel == nil ? ColourDepth.index256(colour) : ColourDepth.seenIndex256(colour)
    }

    /// Under sixteen colours the dark ground of a state would become black, and the state as quiet as text: its hue counts then.
    private func ground16(_ colour: RGB, _ ground: Ink) -> Int {
        guard let role = ground.role, Role.states.contains(role) else { return ColourDepth.index16(colour) }
        return Self.hue16(colour) ?? ColourDepth.index16(colour)
    }

    /// A state as text keeps its hue too: the nearest of sixteen to a pale red is grey. nil where no red (or amber) could be read.
    private func stateText(_ ink: Ink, on ground: RGB) -> Int? {
        guard let role = ink.role, Role.states.contains(role) || [.critical, .warning, .good].contains(role),
            let hue = Self.hue16(foreground(ink))
        else { return nil }
        return [hue, hue + 8].first { ColourDepth.palette[$0].contrast(with: ground) >= Self.readableContrast }
    }

    /// The darker of the two of sixteen that have a colour's hue, nil for grey.
    private static func hue16(_ colour: RGB) -> Int? {
        guard let hue = colour.hueDegrees else { return nil }
        switch hue {
        case 15..<75: return 3
        case 75..<165: return 2
        case 165..<200: return 6
        case 200..<270: return 4
        case 270..<335: return 5
        default: return 1
        }
    }

    /// The ink's colour, or black or white where a heat map's ground would swallow it.
    private func readable(_ ink: Ink, on ground: RGB) -> RGB {
        let colour = foreground(ink)
        guard let role = ink.role, !Self.surfaces.contains(role) else { return colour }
        if colour.contrast(with: ground) >= Self.readableContrast { return colour }
        let white = RGB(0xFFFFFF), black = RGB(0x000000)
        return white.contrast(with: ground) >= black.contrast(with: ground) ? white : black
    }

    private static func blackOrWhite(on ground: RGB) -> Int {
        RGB(0xFFFFFF).contrast(with: ground) >= RGB(0x000000).contrast(with: ground) ? 15 : 0
    }

    /// Whether a line of a chart would have the colour of its ground: sixteen colours have no grey beside light grey.
    private func isDrowned(_ colour: RGB, _ ground: Int, _ ink: Ink, _ depth: ColourDepth) -> Bool {
        guard depth == .c16, let role = ink.role, [.chart, .chartAlternate, .rule, .bar, .cursor].contains(role)
        else { return false }
        return ColourDepth.palette[ColourDepth.index16(colour)].contrast(with: ColourDepth.palette[ground]) < 1.5
    }

    private func nearest(_ colour: RGB, on ground: RGB, _ depth: ColourDepth) -> Int? {
        let range = depth == .c256 ? 16..<256 : 0..<16
        let readable = range.filter { ColourDepth.palette[$0].contrast(with: ground) >= Self.readableContrast }
        return readable.min {
            ColourDepth.palette[$0].distance(to: colour) < ColourDepth.palette[$1].distance(to: colour)
        }
    }
}
