// Notes from the command line. All that is asked is looked at before the first is written.

import Alerting
import Telemetry

/// What `vigie alerts` does with notes.
public enum AlertNotes {
    /// For a source that has no notebook file.
    public static let none = AlertNotebook()
    /// A mute that outlives whoever made it hides the next trouble.
    static let longestMuteMs: Int64 = 366 * 86_400_000

    /// Words of people to keep, by the clock and under the login name of whoever asks.
    ///
    /// - Returns: a line for each that says what holds now.
    public static func add(
        _ actions: [(key: String, action: String)], duration: String, text: String, to file: AlertNoteFile,
        rules book: RuleBook = RuleFiles.standard
    ) throws(UserError) -> String {
        let now = SystemClock.now
        var notes: [AlertNote] = []
        for (key, action) in actions {
            let kind: AlertNote.Action = try Choice.parse(action, "action")
            try check(key, "--" + action, book)
            let until = kind == .mute ? now + (try muteLength(duration)) : nil
            notes.append(
                AlertNote(time: now, author: AlertNoteFile.author, action: kind, key: key, until: until, text: text))
        }
        for note in notes { try file.append(note) }
        return CleanText.lines(notes.map { words($0) + "\n" }.joined())
    }

    /// Keys begin with the family, or with the process that rules in force tell of; whether such an alarm stands only a look at the hall
    /// could tell.
    private static func check(_ key: String, _ option: String, _ book: RuleBook) throws(UserError) {
        guard !key.isEmpty else {
            throw UserError("\(option) needs the key of an alarm, as `vigie alerts --format json` has it")
        }
        let family = String(key.prefix { $0 != "/" })
        let processes = Set(book.rules.compactMap { $0.labels["process"] }.filter { !$0.isEmpty })
        // A process may have a slash in its name.
        guard key.contains("/"),
            Family(rawValue: family) != nil || processes.contains(where: { key.hasPrefix($0 + "/") })
        else {
            throw UserError(
                "\(option): no alarm has the key \"\(key)\"; keys are family/place, the family one of "
                    + Family.allCases.map(\.rawValue).joined(separator: ", ")
                    + (processes.isEmpty ? "" : ", or a process: \(processes.sorted().joined(separator: ", "))"))
        }
    }

    private static func muteLength(_ duration: String) throws(UserError) -> Int64 {
        let length = try TimeText.duration(duration)
        guard (1...longestMuteMs).contains(length) else {
            throw UserError("--for \(duration): a mute holds for more than nothing and at most 366d")
        }
        return length
    }

    private static func words(_ note: AlertNote) -> String {
        switch note.action {
        case .mute: "muted \(note.key) until \(note.until.map(AlertNoteFile.text) ?? "?")"
        case .acknowledge: "acknowledged \(note.key)"
        case .reopen: "reopened \(note.key)"
        case .note, .latch, .release: "noted \(note.key)"
        }
    }
}
