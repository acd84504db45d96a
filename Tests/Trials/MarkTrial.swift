// From a fault on the wire to its mark and its alarm, in data time, by slots: what may pass beyond the rule's own window and wait.

import Alerting
import Simulator

/// One fault, the rule that names it, and what that rule has to look at.
public struct MarkTrial: Sendable {
    /// What is planted.
    public let scenario: Scenario
    /// The rule whose alarm is waited for.
    public let rule: String
    /// What the state or the rule needs to look at: two intervals of silence, three scrapes, five intervals.
    public let windowMs: Int64

    /// How long mark and alarm may take beyond that.
    public static let limitMs: Int64 = 3_000
    /// A slot is shown this long after its end.
    public static let lagMs: Int64 = 300

    /// Faults of every reach.
    public static let all = [
        MarkTrial(scenario: .nvlinkDown, rule: "NVLinkDown", windowMs: 0),
        MarkTrial(scenario: .nvlinkSwitch, rule: "NVLinkDown", windowMs: 0),
        MarkTrial(scenario: .linkXID, rule: "XIDLink", windowMs: 0),
        MarkTrial(scenario: .throttling, rule: "PowerBrake", windowMs: 0),
        MarkTrial(scenario: .powerBrake, rule: "PowerBrake", windowMs: 0),
        // The GPU stays on its page for three seconds with its XID, then is missed in three scrapes.
        MarkTrial(scenario: .gpuOffBus, rule: "GPUGone", windowMs: 6_000),
        MarkTrial(scenario: .deadTray, rule: "HostRefuses", windowMs: 2_000),
        MarkTrial(scenario: .darkRack, rule: "HostSilent", windowMs: 2_000),
        MarkTrial(scenario: .frozenExporter, rule: "PageFrozen", windowMs: 5_000),
    ]

    /// Whether the rule speaks on a board, at the top or under another alarm.
    public func speaks(on board: AlertBoard) -> Bool {
        board.alarms.contains { $0.name == rule || $0.consequences.contains { $0.contains(rule) } }
    }
}
