// What is wrong at a place of a text. The file's name is added by whoever opened it.

/// Line, column and the mend.
public struct TextFault: Error, Hashable, Sendable {
    /// 1 based; 0 if the fault has no place.
    public let line: Int
    /// 1 based; 0 if the fault has no place.
    public let column: Int
    /// What was expected, and what to write instead.
    public let reason: String

    public init(line: Int, column: Int, reason: String) {
        self.line = line
        self.column = column
        self.reason = reason
    }
}
