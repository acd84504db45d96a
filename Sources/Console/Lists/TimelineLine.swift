// One line of the timeline: the places it stands for, and a value and silence per column.

import Facility

/// Values oldest first.
struct TimelineLine: Sendable {
    let places: [Place]
    /// Means; NaN where nothing is known.
    var values: [Float]
    /// Whether a place of the line said nothing here that had spoken before.
    var isSilent: [Bool]
    /// Whether anybody watched the hall here; if not, nothing is said of the place.
    var isWatched: [Bool] = []
    /// By column, how far the line is from its peers, in robust standard deviations; empty where nobody asked.
    var deviations: [Float] = []
    /// The farthest from its peers of the line's places, for sorting.
    var deviation: Float = 0
}
