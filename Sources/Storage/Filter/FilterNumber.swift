// A number of a filter, with how exactly it was typed.

/// A number as typed, in the field's canonical unit. Equal is what agrees in as many digits as were typed: half a step of
/// the last one either way.
struct FilterNumber: Equatable, Sendable {
    let value: Double
    let tolerance: Double
}
