// One row of the XID table.

/// A code, its class and what to do.
public struct XIDEntry: Hashable, Sendable {
    /// 1 to 9,999 in a table; any number for one that is not in it.
    public let code: Int
    /// NVIDIA's name in capitals, `uncatalogued` for codes that are in no table.
    public let name: String
    /// Most severe first.
    public let classes: [XIDClass]
    /// What to do, in words.
    public let action: String

    /// - Parameter classes: at least one, most severe first.
    public init(code: Int, name: String, classes: [XIDClass], action: String) {
        self.code = code
        self.name = name
        self.classes = classes
        self.action = action
    }

    /// Whether any of its classes asks for hands.
    public var isSerious: Bool { classes.contains { $0.isSerious } }
}
