// All keys in one table: the loop looks them up, the help and the hints are made from it.

import Screen

/// Key, command and the words for help.
public struct KeyTable: Sendable {
    /// One line of the help.
    public struct Entry: Sendable {
        public let keys: [Key]
        /// As printed: `h j k l`.
        public let label: String
        public let command: Command
        public let words: String
        /// Shown in the bottom line of these views; empty: help only.
        public let hint: String?
    }

    public let entries: [Entry]
    private let commands: [Key: Command]

    public init(_ entries: [Entry]) {
        self.entries = entries
        var commands: [Key: Command] = [:]
        for entry in entries { for key in entry.keys { commands[key] = entry.command } }
        self.commands = commands
    }

    public func command(for key: Key) -> Command? { commands[key] }

    private static func entry(_ label: String, _ keys: [Key], _ command: Command, _ words: String, hint: String? = nil)
        -> Entry
    {
        Entry(keys: keys, label: label, command: command, words: words, hint: hint)
    }

    /// The keys that ship with vigie.
    public static let standard = KeyTable([
        entry("← h", [.left, .character("h")], .left, "move left"),
        entry("↓ j", [.down, .character("j")], .down, "move down"),
        entry("↑ k", [.up, .character("k")], .up, "move up"),
        entry("→ l", [.right, .character("l")], .right, "move right"),
        entry("Home", [.home], .first, "first"),
        entry("G", [.character("G")], .last, "last"),
        entry("PgUp", [.pageUp], .pageUp, "a page up, or a row up in the hall"),
        entry("PgDn", [.pageDown], .pageDown, "a page down, or a row down in the hall"),
        entry("Enter", [.enter], .open, "open what is selected: rack, tray, GPU", hint: "open"),
        entry("Esc", [.escape, .backspace], .back, "back up, to the same position", hint: "back"),
        entry("Tab", [.tab], .nextMetric, "next heat metric", hint: "metric"),
        entry("S-Tab", [.backTab], .previousMetric, "previous heat metric"),
        entry("m", [.character("m")], .metricMenu, "list of heat metrics"),
        entry("w", [.character("w")], .nextTrouble, "go to the next worst place", hint: "next worst"),
        entry("W", [.character("W")], .previousTrouble, "go to the previous one"),
        entry("Space", [.character(" ")], .pause, "stand still in time, and go on", hint: "pause"),
        entry("[", [.character("[")], .time(.step(-1)), "one step back in time, also while live"),
        entry("]", [.character("]")], .time(.step(1)), "one step on in time"),
        entry("{", [.character("{")], .time(.step(-60)), "sixty steps back in time"),
        entry("}", [.character("}")], .time(.step(60)), "sixty steps on in time"),
        entry("<", [.character("<")], .time(.slower), "slower"),
        entry(">", [.character(">")], .time(.faster), "faster"),
        entry("e", [.character("e")], .time(.previousEvent), "back to the moment of the event before"),
        entry("E", [.character("E")], .time(.nextEvent), "on to the moment of the next event"),
        entry("End", [.end], .time(.end), "back to now, or to the end of the recording"),
        entry("R", [.character("R")], .time(.record), "begin and end a recording of this hall"),
        entry("+", [.character("+")], .finer, "finer hall map, where it fits"),
        entry("-", [.character("-")], .coarser, "coarser hall map"),
        entry("T", [.character("T")], .nextTheme, "next theme", hint: "theme"),
        entry("1", [.character("1")], .view(.hall), "hall: where is something wrong?"),
        entry("2", [.character("2")], .view(.rack), "rack: what is wrong in this rack?"),
        entry("3", [.character("3")], .view(.tray), "tray: what exactly, since when?"),
        entry("7", [.character("7")], .view(.targets), "targets: can I trust the picture?"),
        entry("8", [.character("8")], .view(.alerts), "alerts: what must I do?", hint: "alerts"),
        entry("a", [.character("a")], .acknowledge, "alerts: acknowledge, or take it back"),
        entry("M", [.character("M")], .mute, "alerts: mute for an hour, or take it back"),
        entry("?", [.character("?"), .function(1)], .view(.help), "this help", hint: "help"),
        entry("^L", [.control("l")], .redraw, "draw the screen anew"),
        entry("^Z", [.control("z")], .suspend, "suspend to the shell"),
        entry("q", [.character("q"), .control("c")], .quit, "quit", hint: "quit"),
    ])
}
