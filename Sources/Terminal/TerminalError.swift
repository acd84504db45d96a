// Why a terminal can not be used, in words that say what to do.

/// Shown on stderr; the exit code is 2.
public struct TerminalError: Error, CustomStringConvertible, Sendable {
    /// What is wrong and what to try, one line.
    public let description: String
    init(_ description: String) { self.description = description }
}
