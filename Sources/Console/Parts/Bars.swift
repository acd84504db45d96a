// Bars, sparklines and histograms: small pictures of numbers. A missing number is a gap, never a zero.

import Screen
import Telemetry

/// Drawn with block glyphs, which have ASCII twins.
enum Bars {
    private static let eighths: [Unicode.Scalar] = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"]

    /// A limit on a gauge.
    struct Tick {
        /// Where on the scale, 0 to 1.
        let share: Double
        let role: Role
    }

    /// A row of squares filled up to `share`; hollow beyond, and no squares at all where the share is unknown.
    ///
    /// - Parameter ticks: limits, each drawn over the square that it lies in.
    static func gauge(
        _ drawing: inout Drawing, share: Double, x: Int, y: Int, width: Int, _ role: Role = .bar, ticks: [Tick] = []
    ) {
        guard width > 0, share.isFinite else { return }
        // Full is only what is whole: what misses a little misses a square.
        let filled = share < 1 ? min(width - 1, Int((max(0, share) * Double(width)).rounded())) : width
        for column in 0..<width {
            drawing.canvas[x + column, y] =
                column < filled ? Cell("■", Style(role)) : Cell("□", Style(.barTrack))
        }
        for tick in ticks where (0...1).contains(tick.share) {
            drawing.canvas[x + min(width - 1, Int(tick.share * Double(width))), y] = Cell("┃", Style(tick.role))
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

extension Bars {
    /// The catalogue's limits of a metric, as ticks on its scale.
    static func ticks(_ metric: Metric) -> [Tick] {
        let scale = HeatScale(metric)
        return metric.thresholds.filter { ![.equals, .differs].contains($0.comparison) }.map { limit in
            let place = (limit.limit - scale.low) / scale.span
            return Tick(share: place, role: limit.severity == .critical ? .critical : .warning)
        }
    }
}

extension Style {
    /// An ink on the plain background.
    init(_ ink: Ink) { self.init(ink, on: .role(.background)) }
}
