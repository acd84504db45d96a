// Where one value of a page goes, and what happens to it before. Relative to its host's place, so that equal pages share their routes.

import Telemetry

/// One series' way into the frame.
struct Route: Hashable {
    /// What else is to be known of a value.
    struct Traits: OptionSet, Hashable {
        let rawValue: UInt8

        /// A running total: its rate counts.
        static let counter = Traits(rawValue: 1)
        /// A point in time: its age counts.
        static let moment = Traits(rawValue: 2)
        /// First series of its entity and metric: sets; the others combine.
        static let first = Traits(rawValue: 4)
        /// One minus the value counts.
        static let complement = Traits(rawValue: 8)
        static let gpu = Traits(rawValue: 16)
        /// Some numbers mean "no value".
        static let blanks = Traits(rawValue: 32)
        /// A point in time that may lie ahead: its age keeps the sign.
        static let signed = Traits(rawValue: 64)
    }

    let factor: Double
    let series: Int32
    /// The first of the series that repeat one value, or are points of one series; itself for all others.
    let lead: Int32
    /// From where the host's GPUs or its tray begin in the metric's column, plus the column's own beginning.
    let offset: Int32
    let metric: UInt16
    /// Series of the same entity and metric, for means.
    let members: UInt16
    /// Index into the page's hosts.
    let host: UInt16
    let combine: Metric.Combine
    let traits: Traits

    /// Whether the value itself, times its factor, is all that is to be stored.
    var isPlain: Bool {
        lead == series && members == 1 && series < 1 << 16 && traits.contains(.first)
            && traits.isDisjoint(with: [.counter, .moment, .complement])
    }
}
