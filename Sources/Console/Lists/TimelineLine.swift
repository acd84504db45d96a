// One line of the timeline: the places it stands for, and a value and silence per column.

import Facility

/// Values oldest first.
struct TimelineLine: Sendable {
    let places: [Place]
    /// Means; NaN where nothing is known.
    var values: [Float]
    /// Whether a place of the line said nothing here that had spoken before.
    var isSilent: [Bool]
    /// The farthest from its peers of the line's places, for sorting.
    var deviation: Float = 0
}
