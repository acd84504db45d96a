// What this process' terminal says it can do, without taking it over. For `vigie doctor`.

import CNcurses
import Glibc
import Screen

/// Facts about the terminal on standard input and output.
public struct TerminalReport: Sendable {
    /// Whether standard input is a terminal.
    public let isInputTerminal: Bool
    /// Whether standard output is one.
    public let isOutputTerminal: Bool
    /// `TERM`, nil if it is not set.
    public let type: String?
    /// Whether its description was found, and can place the cursor.
    public let isKnown: Bool
    /// Whether the description knows how to place the cursor; without that no full screen.
    public let placesCursor: Bool
    /// Colours the description promises; -1 if none.
    public let colours: Int
    /// What vigie will draw in.
    public let depth: ColourDepth
    /// Whether the locale's character set is UTF-8, so that glyphs beyond ASCII arrive.
    public let isUTF8: Bool
    /// The character set's name as the locale has it, empty if it has none.
    public let codeset: String
    /// Columns and rows, nil where nobody says.
    public let size: (width: Int, height: Int)?

    /// Looks; nothing is sent.
    public static func look() -> TerminalReport {
        let type = getenv("TERM").map { String(cString: $0) }
        let entry = type.flatMap { TerminfoEntry.find($0) }
        setlocale(LC_CTYPE, "")
        let codeset = vg_codeset().map { String(cString: $0) } ?? ""
        var height: Int32 = 0, width: Int32 = 0
        let isSized = vg_window_size(1, &height, &width) == 0 && width > 0 && height > 0
        return TerminalReport(
            isInputTerminal: isatty(0) == 1, isOutputTerminal: isatty(1) == 1, type: type, isKnown: entry != nil,
            placesCursor: entry.map { $0.strings.count > 10 && $0.strings[10] != nil } ?? false,
            colours: entry.map { $0.numbers.count > 13 ? Int($0.numbers[13]) : -1 } ?? -1,
            depth: entry.map { NcursesScreen.promised($0) } ?? .mono, isUTF8: codeset == "UTF-8", codeset: codeset,
            size: isSized ? (Int(width), Int(height)) : nil)
    }
}
