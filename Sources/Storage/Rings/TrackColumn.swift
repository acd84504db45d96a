// One column of a ring's frames: where its values lie and how precisely a block keeps them.

/// Identifier, place and precision of a column.
struct TrackColumn: Sendable {
    /// As stored in blocks: a metric's number, `states`, or what the ring's owner says.
    let identifier: UInt16
    /// Offset of entity 0 in a frame.
    let start: Int
    let precision: Precision

    /// The column of entity states, beside the metrics.
    static let states = UInt16.max
}
