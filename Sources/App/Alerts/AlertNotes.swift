// Notes from the command line.

import Alerting
import Telemetry

/// What `vigie alerts` does with notes.
public enum AlertNotes {
    /// For a source that has no notebook file.
    public static let none = AlertNotebook()

    /// Appends one note, by the clock and under the login name of whoever asks.
    public static func add(_ action: String, key: String, duration: String, text: String, to file: AlertNoteFile)
        throws(UserError)
    {
        let now = SystemClock.now
        let kind: AlertNote.Action = try Choice.parse(action, "action")
        let until = kind == .mute ? now + (try TimeText.duration(duration)) : nil
        try file.append(
            AlertNote(time: now, author: AlertNoteFile.author, action: kind, key: key, until: until, text: text))
    }
}
