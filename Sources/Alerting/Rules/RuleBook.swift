// All rules of a session together with the tables they lean on. Immutable.

/// Rules in the order of their files; a later rule of a known name replaces the earlier.
public struct RuleBook: Sendable {
    public let rules: [Rule]
    public let xids: XIDTable
    public let stragglers: StragglerSettings

    public init(rules: [Rule], xids: XIDTable, stragglers: StragglerSettings = StragglerSettings()) {
        self.rules = rules
        self.xids = xids
        self.stragglers = stragglers
    }

    public func rule(named name: String) -> Rule? { rules.first { $0.name == name } }
}
