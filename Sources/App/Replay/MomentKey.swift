// Which slot of which recording a moment falls into.

/// Equal for moments that look the same.
struct MomentKey: Hashable {
    let reader: Int
    /// Span of the recording, negative in the gap behind it.
    let span: Int64
    let slot: Int
}
