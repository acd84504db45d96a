// One cause on the alert list: what, where, since when, how big, whose, and what to touch. A claim of "consistent with", no verdict.

import Facility
import Telemetry

/// A group of firing rules with a common member.
public struct Alarm: Hashable, Sendable {
    public enum Phase: String, CaseIterable, Sendable { case pending, firing, resolved }

    /// One GPU or tray that takes part.
    public struct Member: Hashable, Sendable {
        public let place: Place
        public let since: Timestamp
        /// It may have begun this much earlier.
        public let uncertaintyMs: Int64
        /// `XID 79`, `margin 2 °C`.
        public let words: String
    }

    /// Stays while the alarm lives, however it grows.
    public let number: Int
    /// For files and scripts: family and first place, the same in every session.
    public let key: String
    /// The worst rule's name.
    public let name: String
    public let severity: Severity
    public let family: Family
    public var phase: Phase
    public let scope: Scope?
    /// The place that all members share.
    public let place: Place
    /// `B17`, `CDU-A1`, `job train-42`.
    public let placeName: String
    public let since: Timestamp
    /// GPUs and hosts that take part, and how many the scope holds in all.
    public let memberCount: Int
    public let memberTotal: Int
    /// First in time first; bounded.
    public let members: [Member]
    /// Jobs whose GPUs take part, the largest share first; bounded.
    public let jobs: [String]
    public let summary: String
    public let cause: String
    public let nextStep: String
    /// Alarms that this one explains, in words.
    public var consequences: [String]
    /// GPUs and hosts in all those.
    public var consequenceCount: Int
    /// Some of its members no longer report: whether it goes on is unknown.
    public let isHeld: Bool
    /// Rules of one process, such as a restart, are one story wherever they strike; empty: none.
    public let process: String
    /// Ends only by a person's word.
    public let isLatched: Bool

    public static let memberLimit = 200
}
