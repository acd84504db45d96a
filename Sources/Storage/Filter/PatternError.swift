// What is wrong with a pattern, and where in it.

/// A pattern that can not be compiled.
public struct PatternError: Error, Equatable, Sendable {
    /// Scalars before the mistake.
    public let offset: Int
    public let reason: String
}
