// One row of the XID table.

/// A code, its class and what to do.
public struct XIDEntry: Hashable, Sendable {
    public let code: Int
    public let name: String
    /// Most severe first.
    public let classes: [XIDClass]
    public let action: String

    public init(code: Int, name: String, classes: [XIDClass], action: String) {
        self.code = code
        self.name = name
        self.classes = classes
        self.action = action
    }

    public var isSerious: Bool { classes.contains { $0.isSerious } }
}
