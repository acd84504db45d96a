// Why a recording can not be opened, read or written, in words for people. Paths and causes only; no error codes to look up.

/// Carries one sentence and, where one is known, the mend.
public struct RecordingError: Error, Hashable, CustomStringConvertible, Sendable {
    /// What a caller may want to tell apart.
    public enum Kind: Sendable {
        /// No such file, or not allowed.
        case unreadable
        /// Another kind of file, or a newer version.
        case foreign
        /// Bytes that are not what was written.
        case damaged
        /// Somebody else is writing it.
        case busy
        /// No room, or the file system refuses.
        case full
        case misuse
    }

    /// Whether the same may work later: room is made, somebody else lets go.
    var mayPass: Bool { kind == .full || kind == .busy }

    /// What went wrong, for code.
    public let kind: Kind
    /// What went wrong, for people: begins with the path where there is one.
    public let description: String

    /// - Parameter description: one sentence, with the path and where known the mend.
    public init(_ kind: Kind, _ description: String) {
        self.kind = kind
        self.description = description
    }
}
