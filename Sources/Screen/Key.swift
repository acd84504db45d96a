// A key as the console knows it, whatever bytes the terminal sent.

/// One key press or mouse report.
public enum Key: Hashable, Sendable {
    case character(Unicode.Scalar)
    /// Ctrl with a lower-case letter.
    case control(Unicode.Scalar)
    case enter, escape, tab, backTab, backspace, delete
    case up, down, left, right, home, end, pageUp, pageDown
    case function(Int)
    case mouse(MouseEvent)
}
