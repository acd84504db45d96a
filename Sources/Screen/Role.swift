// Names of meaning that a theme gives colours to. Never a hue.

/// What a piece of text or a mark means.
public enum Role: UInt8, CaseIterable, Sendable {
    case text, dim, faint, title, accent, selection, cursor
    case good, warning, critical, info
    /// Empty floor, lines between panels.
    case background, panel, rule
    /// A GPU that reports and does nothing; a place that never reported; a place with nothing in it.
    case idle, unseen, empty
    /// States, each with a mark of its own.
    case gone, unreachable, late, frozen, planned, unexpected
    /// Faults of GPUs that report.
    case fault, straggler, hot, throttled, link, memoryError
    /// Bars and lines of charts.
    case chart, chartAlternate, chartBand, bar, barTrack
    /// Pixels: what a filter leaves out, and time without data. One colour as glyph and as ground.
    case dimmed, noData
    case header, headerText, key

    /// Stable kebab-free name, as theme files spell it.
    public var name: String { "\(self)" }

    /// Roles that stand for a state or fault, which must stand out from every heat step.
    public static let states: [Role] = [
        .gone, .unreachable, .late, .frozen, .planned, .unexpected, .fault, .straggler, .hot, .throttled, .link,
        .memoryError,
    ]
}
