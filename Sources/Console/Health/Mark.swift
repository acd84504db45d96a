// The marks that lie over the heat: states and faults, each with a glyph of its own, worst first.

import Alerting
import Screen
import Telemetry

/// What is noteworthy about a GPU or tray; `none` is calm. Ordered: a greater raw value is worse and hides a lesser one.
public enum Mark: UInt8, CaseIterable, Comparable, Sendable {
    case none, planned, unseen, late, unexpected, frozen, throttled, straggler, link, hot, memoryError, unanswered,
        unreachable, missing, gone
    case fault

    /// A greater raw value is worse.
    public static func < (left: Mark, right: Mark) -> Bool { left.rawValue < right.rawValue }

    /// Critical marks are counted red, warnings amber; the rest are states to know about.
    public enum Severity: UInt8, Comparable, Sendable {
        case calm, note, warning, critical
        /// Calm is least, critical greatest.
        public static func < (left: Severity, right: Severity) -> Bool { left.rawValue < right.rawValue }

        /// How words of this severity look.
        public var role: Role {
            switch self {
            case .calm: .good
            case .note: .dim
            case .warning: .warning
            case .critical: .critical
            }
        }
    }

    /// How loud it is counted and sorted; troubles are listed from warning on.
    public var severity: Severity {
        switch self {
        case .none: .calm
        case .planned, .unseen, .late, .unexpected: .note
        case .frozen, .throttled, .straggler, .hot: .warning
        case .link, .memoryError, .unanswered, .unreachable, .missing, .gone, .fault: .critical
        }
    }

    /// One cell wide; glyph sets of poorer terminals replace it when it is drawn.
    public var glyph: Unicode.Scalar {
        switch self {
        case .none: " "
        case .planned: "‒"
        case .unseen: "·"
        case .late: "~"
        case .unexpected: "?"
        case .unanswered: "╲"
        case .frozen: "="
        case .throttled: "↓"
        case .straggler: "◂"
        case .link: "≠"
        case .hot: "▲"
        case .memoryError: "§"
        case .unreachable: "╳"
        case .missing: "○"
        case .gone: "×"
        case .fault: "!"
        }
    }

    /// The meaning by which a theme colours it; no answer yet looks like unreachable, never there like gone.
    public var role: Role {
        switch self {
        case .none: .text
        case .planned: .planned
        case .unseen: .unseen
        case .late: .late
        case .unexpected: .unexpected
        case .unanswered: .unreachable
        case .frozen: .frozen
        case .throttled: .throttled
        case .straggler: .straggler
        case .link: .link
        case .hot: .hot
        case .memoryError: .memoryError
        case .unreachable: .unreachable
        case .missing, .gone: .gone
        case .fault: .fault
        }
    }

    /// Legend and sentences.
    public var word: String {
        switch self {
        case .none: "calm"
        case .planned: "planned out"
        case .unseen: "never seen"
        case .late: "late"
        case .unexpected: "unexpected"
        case .unanswered: "no answer yet"
        case .frozen: "frozen"
        case .throttled: "throttled"
        case .straggler: "straggler"
        case .link: "NVLink down"
        case .hot: "hot"
        case .memoryError: "ECC"
        case .unreachable: "unreachable"
        case .missing: "GPU missing"
        case .gone: "GPU gone"
        case .fault: "XID"
        }
    }

    /// The mark of what a rule sees.
    public init(_ symptom: Symptom) {
        switch symptom {
        case .throttled: self = .throttled
        case .straggler: self = .straggler
        case .link: self = .link
        case .hot: self = .hot
        case .memoryError: self = .memoryError
        case .fault: self = .fault
        case .missing: self = .missing
        }
    }

    /// The mark of a state alone.
    public init(_ state: EntityState) {
        switch state {
        case .fresh: self = .none
        case .late: self = .late
        case .frozen: self = .frozen
        case .unreachable: self = .unreachable
        case .gone: self = .gone
        case .neverSeen: self = .unseen
        case .unexpected: self = .unexpected
        case .plannedOut: self = .planned
        }
    }
}
