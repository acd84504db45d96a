// For whom a rule's condition holds at one moment.

/// GPUs or trays for which a condition is true, rising, each with the number the summary shows.
struct Holding {
    struct Entry {
        let entity: Int32
        var value: Float = .nan
        /// When it began, where the data tell better than the slot; 0 if not.
        var sinceMs: Int64 = 0
        /// How much earlier than that it may have been.
        var doubtMs: Int64 = 0
    }

    var entries: [Entry] = []
}
