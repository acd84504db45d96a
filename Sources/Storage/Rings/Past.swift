// All that is kept of the past, as readers see it: every slot, and longer steps behind.

/// Histories of the raw ring and of the roll-up rings, finest first.
struct Past: Sendable {
    var raw: TrackHistory
    var levels: [TrackHistory]
}
