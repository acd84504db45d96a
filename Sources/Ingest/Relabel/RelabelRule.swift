// One relabelling rule, as Prometheus defines them. Data: what it does to labels is `Relabeler`'s business.

/// Rewrites, keeps or drops a target or a series by its labels.
public struct RelabelRule: Sendable {
    /// What a rule does. Spelled and meant as in Prometheus' `relabel_config`.
    public enum Action: String, CaseIterable, Sendable {
        case replace, keep, drop, hashmod, labelmap, labeldrop, labelkeep, lowercase, uppercase, keepequal, dropequal
    }

    /// `replace` if the rule names none.
    public var action = Action.replace
    /// Labels whose values, joined, are what is tested; an absent one counts as empty.
    public var sourceLabels: [String] = []
    /// Stands between the joined values.
    public var separator = ";"
    /// Label that is written, or for `keepequal` and `dropequal` compared; with `$1` and the like in it only for `replace`.
    public var targetLabel = ""
    /// New value for `replace`, new name for `labelmap`, groups filled in; an empty value removes the label.
    public var replacement = "$1"
    /// For `hashmod`; with 0 the rule does nothing.
    public var modulus: UInt64 = 0
    /// Has to fit the whole joined value, for `labelmap`, `labeldrop` and `labelkeep` a label's whole name.
    public var pattern: RelabelPattern

    /// - Parameter pattern: `(.*)` if the rule names none.
    public init(pattern: RelabelPattern) { self.pattern = pattern }
}
