// What the console asks of the loop around it, as it can do nothing itself.

/// The result of a command beyond the state it changed.
public enum Effect: Hashable, Sendable {
    case quit, suspend, nextTheme, nextColourMap, redraw
    case theme(String)
    case colourMap(String)
    /// Text for the clipboard of whoever sits at the terminal.
    case copy(String)
    case savePicture
    case mouse(Bool)
    /// Notes on an alarm by its key.
    case acknowledge(String), mute(String), reopen(String)
    case remark(String, text: String)
    case time(TimeCommand)
    /// Set just now; a recording may want to keep it.
    case bookmark(Bookmark)
}
