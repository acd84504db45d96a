// The words of the command line in one table: parsing, completion and help are made from it.

/// One word after `:`.
public struct CommandWord: Sendable {
    /// What follows the word.
    public enum Argument: String, Sendable {
        case none, place, time, metric, theme, map, filter, name, view, level, scale, onOff, text
    }

    /// As typed; any beginning that no other word has does as well.
    public let name: String
    /// What completion offers behind it.
    public let argument: Argument
    /// For help and completion: `go to a rack and open it`.
    public let words: String

    /// Every word, in the order of help.
    public static let all: [CommandWord] = [
        CommandWord(name: "goto", argument: .place, words: "open a place, host or UUID: goto B17/t07"),
        CommandWord(name: "rack", argument: .place, words: "open a rack: rack B17"),
        CommandWord(name: "at", argument: .time, words: "to a moment: at 18:42:07, at 3 min ago"),
        CommandWord(name: "view", argument: .view, words: "open a view by name"),
        CommandWord(name: "metric", argument: .metric, words: "heat metric by name: metric power"),
        CommandWord(name: "peers", argument: .onOff, words: "heat against peers, on or off"),
        CommandWord(name: "scale", argument: .scale, words: "heat's scale: scale auto, scale fixed"),
        CommandWord(name: "filter", argument: .filter, words: "who is meant: filter temp>85 & job~=train"),
        CommandWord(name: "keep", argument: .name, words: "keep the filter under a name"),
        CommandWord(name: "use", argument: .name, words: "use a kept filter"),
        CommandWord(name: "clear", argument: .none, words: "no filter"),
        CommandWord(name: "level", argument: .level, words: "what a line stands for: level tray"),
        CommandWord(name: "theme", argument: .theme, words: "colours: theme light"),
        CommandWord(name: "map", argument: .map, words: "colour map of heat: map viridis"),
        CommandWord(name: "note", argument: .text, words: "a remark on the alarm of the line: note power checked"),
        CommandWord(name: "mouse", argument: .onOff, words: "take the mouse, or leave it to the terminal"),
        CommandWord(name: "figures", argument: .none, words: "bytes and milliseconds of the screen"),
        CommandWord(name: "save", argument: .none, words: "save this screen as text and SVG"),
        CommandWord(name: "help", argument: .none, words: "keys, marks and commands"),
        CommandWord(name: "quit", argument: .none, words: "leave"),
    ]

    /// The word, or the only one that begins so.
    static func named(_ text: String) -> CommandWord? {
        if let exact = all.first(where: { $0.name == text }) { return exact }
        let found = all.filter { $0.name.hasPrefix(text) }
        return found.count == 1 ? found[0] : nil
    }
}
