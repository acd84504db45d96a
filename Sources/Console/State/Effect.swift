// What the console asks of the loop around it, as it can do nothing itself.

/// The result of a command beyond the state it changed.
public enum Effect: Hashable, Sendable {
    case quit, suspend, nextTheme, redraw
    /// Notes on an alarm by its key.
    case acknowledge(String), mute(String), reopen(String)
    case time(TimeCommand)
}
