// Which stretch of what is copied a slot belongs to: an epoch of one recording among those that become one file. A live hall has none.

/// Where another one begins, an epoch begins.
struct RecordedPart: Equatable, Sendable {
    /// Rises with every part of a copy.
    let number: Int
    /// What was looked at: `live`, `demo`.
    let mode: String
}
