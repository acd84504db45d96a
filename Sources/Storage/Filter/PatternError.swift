// What is wrong with a pattern, and where in it.

/// A pattern that can not be compiled.
public struct PatternError: Error, Equatable, Sendable {
    /// Scalars before the mistake.
    public let offset: Int
    /// What is wrong there, in words for people.
    public let reason: String
}
