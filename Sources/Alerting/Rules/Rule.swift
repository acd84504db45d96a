// One rule: when it holds, for how long, what it is called, and what to do. Data, read from YAML; it keeps no state.

import Telemetry

/// An alert as Prometheus knows it, with the next step and the source of its numbers.
public struct Rule: Sendable {
    /// Unique in a book; by it a later file replaces or disables the rule.
    public let name: String
    /// The group of the file that it stood in; only for people.
    public let group: String
    /// What it is asked of: every GPU, or every tray as a host.
    public let entity: EntityKind
    /// What must hold.
    public let condition: Condition
    /// Must hold this long before it fires.
    public let forMs: Int64
    /// Fires on this long after it stopped holding.
    public let keepMs: Int64
    /// What must hold for it to end, where that is not simply the opposite.
    public let clear: Condition?
    /// Never ends by itself: a person acknowledges it.
    public let isLatched: Bool
    /// Its label of that name, `warning` if there was none.
    public let severity: Severity
    /// Alarms of one family and one place are one alarm; `gpu` unless said.
    public let family: Family
    /// The mark on the map while it holds, nil for none.
    public let symptom: Symptom?
    /// No alarm, only the mark: a later rule alarms.
    public let isMarkOnly: Bool
    /// What its members may have in common, the likeliest first.
    public let scopes: [Scope]
    /// All other labels as written; `process` makes one story of what strikes in many places.
    public let labels: [String: String]
    /// Words by name: `summary`, `cause`, `next_step`, also by scope: `cause_rack`.
    public let annotations: [String: String]
    /// Names between `{{` and `}}` in those.
    let placeholders: Set<String>
    /// Where its numbers come from.
    public let source: String
    /// Metrics whose absence makes it blind.
    public let needs: [MetricID]
    /// What the summary's `{{value}}` is, nil if the condition holds no number.
    public let valueMetric: MetricID?
    /// An age that tells when what it finds began, such as that of a boot; nil if only the moment of finding it does.
    public let began: MetricID?
    /// A disabled rule is neither asked nor counted as blind.
    public var isEnabled: Bool

    /// Whether it may hold where nobody exports any of its metrics: it asks for states or for absence.
    var seesAbsence: Bool {
        guard case .filter(let filter, let window) = condition else { return false }
        return filter.asksForState || window.take == .absent
    }

    /// Whether who it holds of is slower for that, and so no measure for others: cut off, braked, too hot, without its links.
    var makesSlow: Bool {
        isEnabled && !isMarkOnly && severity > .note && [.silence, .power, .heat, .nvlink, .fabric].contains(family)
    }

    /// The process that it is a step of, empty if none.
    var process: String { labels["process"] ?? "" }

    /// Whether it tells of hosts that say nothing.
    var isSilence: Bool { if case .silence = condition { true } else { false } }

    /// Whether it looks at whole windows, so that what it finds began somewhere in the first of them.
    var isOfWindows: Bool { if case .straggler = condition { true } else { false } }

    /// Whether it only asks in what state something is, so that its alarm is as old as that state.
    var asksOnlyForState: Bool {
        guard case .filter(let filter, _) = condition else { return false }
        return filter.asksForState && filter.metrics.isEmpty
    }

    /// The annotation for this scope, else the general one.
    public func words(_ name: String, _ scope: Scope?) -> String {
        if let scope, let special = annotations["\(name)_\(scope.rawValue)"] { return special }
        return annotations[name] ?? ""
    }
}
