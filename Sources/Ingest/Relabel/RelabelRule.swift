// One relabelling rule, as Prometheus defines them. Data: what it does to labels is `Relabeler`'s business.

/// Rewrites, keeps or drops a target or a series by its labels.
public struct RelabelRule: Sendable {
    public enum Action: String, CaseIterable, Sendable {
        case replace, keep, drop, hashmod, labelmap, labeldrop, labelkeep, lowercase, uppercase, keepequal, dropequal
    }

    public var action = Action.replace
    public var sourceLabels: [String] = []
    public var separator = ";"
    public var targetLabel = ""
    public var replacement = "$1"
    public var modulus: UInt64 = 0
    public var pattern: RelabelPattern

    /// - Parameter pattern: `(.*)` if the rule names none.
    public init(pattern: RelabelPattern) { self.pattern = pattern }
}
