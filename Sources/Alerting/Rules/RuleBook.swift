// All rules of a session together with the tables they lean on. Immutable.

/// Rules in the order of their files; a later rule of a known name replaces the earlier.
public struct RuleBook: Sendable {
    /// Each name once; alarms refer to them by position.
    public let rules: [Rule]
    /// What codes mean, for conditions on classes and for words.
    public let xids: XIDTable
    /// When a GPU counts as slow.
    public let stragglers: StragglerSettings

    /// - Parameter rules: of different names; `RuleReader` sees to it.
    public init(rules: [Rule], xids: XIDTable, stragglers: StragglerSettings = StragglerSettings()) {
        self.rules = rules
        self.xids = xids
        self.stragglers = stragglers
    }

    /// Positions of the rules that are about XID codes.
    var codeRules: Set<Int> {
        Set(rules.indices.filter { if case .xid = rules[$0].condition { true } else { false } })
    }

    /// nil if no file has it.
    public func rule(named name: String) -> Rule? { rules.first { $0.name == name } }
}
