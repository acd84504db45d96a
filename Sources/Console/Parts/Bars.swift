// Bars, sparklines and histograms: small pictures of numbers. A missing number is a gap, never a zero.

import Screen

/// Drawn with block glyphs, which have ASCII twins.
enum Bars {
    private static let eighths: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A row of squares filled up to `share`; hollow beyond, and no squares at all where the share is unknown.
    static func gauge(_ drawing: inout Drawing, share: Double, x: Int, y: Int, width: Int, _ role: Role = .bar) {
        guard width > 0, share.isFinite else { return }
        let filled = Int((max(0, min(1, share)) * Double(width)).rounded())
        for column in 0..<width {
            drawing.canvas[x + column, y] =
                column < filled ? Cell("■", Style(role)) : Cell("□", Style(.barTrack))
        }
    }

    /// Columns of eighths over `rect`, oldest left; values are 0...1, NaN leaves a gap.
    static func columns(_ drawing: inout Drawing, _ shares: [Double], in rect: Rect, ink: (Double) -> Ink) {
        guard rect.height > 0 else { return }
        for (column, share) in shares.suffix(rect.width).enumerated() where share.isFinite {
            let x = rect.x + column + max(0, rect.width - shares.count)
            let total = max(1, Int((max(0, min(1, share)) * Double(rect.height * 8)).rounded()))
            for row in 0..<rect.height {
                let level = min(8, max(0, total - row * 8))
                guard level > 0 else { break }
                drawing.canvas[x, rect.maxY - 1 - row] = Cell(eighths[level], Style(ink(share)))
            }
        }
    }
}

extension Style {
    /// An ink on the plain background.
    init(_ ink: Ink) { self.init(ink, on: .role(.background)) }
}
