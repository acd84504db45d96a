// A password or token. It can be sent; it can not be printed, logged or compared with anything shown.

/// Text that never appears in a description.
public struct Secret: Hashable, Sendable, CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    let text: String

    /// - Parameter text: from a file or the environment; a line end behind it is no part of it.
    public init(_ text: String) {
        var text = text
        while let last = text.last, last.isNewline || last == " " { text.removeLast() }
        self.text = text
    }

    /// Whether nothing is left of it once the line end is cut off: a file or variable without a secret.
    public var isEmpty: Bool { text.isEmpty }
    public var description: String { "<secret>" }
    public var debugDescription: String { "<secret>" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
