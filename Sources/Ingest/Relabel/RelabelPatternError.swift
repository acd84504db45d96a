// What is wrong with an expression, and where in it.

/// An expression that can not be compiled.
public struct RelabelPatternError: Error, Hashable, Sendable {
    /// Scalars before the mistake.
    public let offset: Int
    /// What is wrong there, and where known the mend.
    public let reason: String
}
