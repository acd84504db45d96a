// What a person said of an alarm: seen, quiet until, a remark. Kept outside of vigie's memory, so that colleagues read it too.

import Telemetry

/// One entry of the alert notebook.
public struct AlertNote: Hashable, Sendable {
    /// What was said.
    public enum Action: String, CaseIterable, Sendable {
        case acknowledge, mute, note
        /// Takes acknowledgement and mute back.
        case reopen
        /// vigie's own word: a latched rule began to fire, and it ended after a person's word.
        case latch, release
    }

    /// When it was said; in a demo the moment on the screen.
    public let time: Timestamp
    /// Who says it: the login name.
    public let author: String
    /// What it does to the alarm; a note does nothing.
    public let action: Action
    /// `Alarm.key`
    public let key: String
    /// End of a mute.
    public let until: Timestamp?
    /// A remark, empty if there is none.
    public let text: String
    /// How bad the alarm was then: what becomes worse was not spoken of. nil where nobody looked at it, and in older files: whatever it is.
    public let severity: Severity?
    /// What a latch or its release is about, nil for what people say.
    public let latch: AlertLatch?

    /// - Parameter until: the end of a mute; a mute without one has no effect.
    public init(
        time: Timestamp, author: String, action: Action, key: String, until: Timestamp? = nil, text: String = "",
        severity: Severity? = nil, latch: AlertLatch? = nil
    ) {
        self.time = time
        self.author = author
        self.action = action
        self.key = key
        self.until = until
        self.text = text
        self.severity = severity
        self.latch = latch
    }
}
