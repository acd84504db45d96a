// What is wrong with a command line, with the mend.

/// A line that is no command.
public struct CommandError: Error, Equatable, Sendable, CustomStringConvertible {
    /// One line for the bottom of the screen.
    public let description: String
    init(_ description: String) { self.description = description }
}
