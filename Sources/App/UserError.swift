// An error that a user can mend, in one line.

/// Names file, line, column and the mend where there are such.
public struct UserError: Error, CustomStringConvertible, Sendable {
    /// One line; printed behind `vigie: ` or as it is.
    public let description: String
    /// What else is wrong in the same thing, for who wants to know everything.
    let others: [String]

    /// - Parameter description: what is wrong and, if there is one, the mend; no line feed.
    public init(_ description: String) { self.init(description, others: []) }

    init(_ description: String, others: [String]) {
        self.description = description
        self.others = others
    }
}
