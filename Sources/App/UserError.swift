// An error that a user can mend, in one line.

/// Names file, line, column and the mend where there are such.
public struct UserError: Error, CustomStringConvertible, Sendable {
    public let description: String
    public init(_ description: String) { self.description = description }
}
