// What a person said of an alarm: seen, quiet until, a remark. Kept outside of vigie's memory, so that colleagues read it too.

import Telemetry

/// One entry of the alert notebook.
public struct AlertNote: Hashable, Sendable {
    public enum Action: String, CaseIterable, Sendable {
        case acknowledge, mute, note
        /// Takes acknowledgement and mute back.
        case reopen
    }

    public let time: Timestamp
    /// Who says it: the login name.
    public let author: String
    public let action: Action
    /// `Alarm.key`
    public let key: String
    /// End of a mute.
    public let until: Timestamp?
    public let text: String

    public init(
        time: Timestamp, author: String, action: Action, key: String, until: Timestamp? = nil, text: String = ""
    ) {
        self.time = time
        self.author = author
        self.action = action
        self.key = key
        self.until = until
        self.text = text
    }
}
