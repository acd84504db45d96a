// The bounds of one page. A page or a line beyond them is refused with the reason, never cut.

/// Sizes that no page may exceed; on by default.
public struct PageLimits: Hashable, Sendable {
    /// Of the page as text, inflated.
    public var pageBytes = 16 << 20
    /// Of one page.
    public var samples = 50_000
    /// Of those samples, the ones that are left when rules have dropped others; whoever carries the rules out counts them.
    public var kept = Int.max
    /// Of one sample, or of its exemplar.
    public var labels = 64
    /// Of one label's name.
    public var labelNameBytes = 1_024
    /// Of one label's value as printed, escapes not taken apart.
    public var labelValueBytes = 1_024
    /// Of one line.
    public var lineBytes = 1 << 20

    public init() {}

    /// What a reader can hold at all, for the command that lifts the limits.
    public static var lifted: PageLimits {
        var limits = PageLimits()
        limits.pageBytes = 1 << 31
        limits.samples = 20_000_000
        limits.labels = LabelMarks.capacity
        limits.labelNameBytes = 1 << 31
        limits.labelValueBytes = 1 << 31
        limits.lineBytes = 1 << 31
        return limits
    }
}
