// Colour pairs of ncurses for pairs of inks: made when first needed, remembered until the theme changes.

import CNcurses
import Screen

/// Ink pairs to pair numbers under one theme and depth.
struct PairTable {
    private var pairs: [Int32]
    private var next: Int32 = 1
    private let theme: Theme
    private let depth: ColourDepth
    private let limit: Int32
    private let colours: Int32
    private static let inks = Ink.count
    /// Pairs whose glyphs must not be bold.
    private var plain = Set<Int32>()

    init(theme: Theme, depth: ColourDepth) {
        self.theme = theme
        self.depth = depth
        pairs = Array(repeating: -1, count: Self.inks * Self.inks)
        limit = vg_color_pairs()
        colours = vg_colors()
    }

    /// The pair for these inks; 0, the terminal's own colours, if there are none left.
    mutating func pair(_ foreground: Ink, _ background: Ink) -> Int32 {
        let index = Int(foreground.code) % Self.inks * Self.inks + Int(background.code) % Self.inks
        if pairs[index] >= 0 { return pairs[index] }
        guard depth != .mono, next < limit else { return 0 }
        let made = next
        let lowered = theme.lowered(foreground, on: background, depth)
        var front = number(lowered.0)
        let back = number(lowered.1)
        // Of eight colours grey and white are one: what stands on it would be gone.
        if colours < 16, front == back, lowered.0 != lowered.1 { front = back == 7 ? 0 : 7 }
        guard init_extended_pair(made, front, back) == OK else { return 0 }
        next += 1
        pairs[index] = made
        if !lowered.0.bearsBold { plain.insert(made) }
        return made
    }

    /// Whether bold leaves the glyphs of a pair as readable as they are.
    func bearsBold(_ pair: Int32) -> Bool { !plain.contains(pair) }

    /// What ncurses calls a colour at this depth.
    private func number(_ colour: Theme.Lowered) -> Int32 {
        switch colour {
        case .own: -1
        // Numbers below eight are the ANSI colours, so black is the darkest blue.
        case .rgb(let colour):
            max(8, Int32(colour.red) << 16 | Int32(colour.green) << 8 | Int32(colour.blue))
        case .index(let index): index < 16 && colours < 16 ? Self.eight[index] : Int32(index)
        }
    }

    /// The sixteen as the eight of a poorer terminal; grey becomes black ground or white text by its neighbour.
    private static let eight: [Int32] = [0, 1, 2, 3, 4, 5, 6, 7, 7, 1, 2, 3, 4, 5, 6, 7]
}
