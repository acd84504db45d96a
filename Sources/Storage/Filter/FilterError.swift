// What is wrong with a filter as typed, and where. It names the mend where there is one.

/// A filter that can not be read.
public struct FilterError: Error, Equatable, Sendable, CustomStringConvertible {
    /// Of the filter's text, 1 based, counted in Unicode scalars.
    public let column: Int
    /// What is wrong and, where one is near, what was probably meant.
    public let reason: String

    /// - Parameter column: 1 based, in Unicode scalars of the filter's text.
    public init(column: Int, reason: String) {
        self.column = column
        self.reason = reason
    }

    /// `column 7: no field "tmp"; did you mean temp?`
    public var description: String { "column \(column): \(reason)" }
}
