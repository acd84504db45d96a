// Signals as the loop sees them.

public enum TerminalSignal: Sendable { case resized, suspend, continued, hangUp, terminate, interrupt, quit }
