// Signals as the loop sees them.

/// What the terminal or the system asks of the loop; `resized` is in effect when it is heard.
public enum TerminalSignal: Sendable { case resized, suspend, continued, hangUp, terminate, interrupt, quit }
