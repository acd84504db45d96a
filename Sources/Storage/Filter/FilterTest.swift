// One question about one GPU or tray: a leaf of a filter.

import Telemetry

/// A test that is true, false, or unknown because the number it asks for is not there.
enum FilterTest: Equatable, Sendable {
    /// Any field that is text matches.
    case text(Pattern)
    /// A text field matches one of the patterns.
    case field(FilterField, [Pattern])
    case number(FilterField, FilterComparison, [FilterNumber])
    /// A bitmask holds at least one of these bits.
    case bits(MetricID, UInt32)
    /// There is no number.
    case unknown(FilterField)
    case state(Set<EntityState>)
    /// Marks by their number in the vocabulary.
    case mark(Set<Int>)
}
