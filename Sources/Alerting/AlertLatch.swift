// A rule that fired at a place and waits for a person's word, as a notes file keeps it over a restart. No alarm: it knows no cause.

import Telemetry

/// One host or GPU at which a latched rule fires.
public struct AlertLatch: Hashable, Codable, Sendable {
    /// Name of the rule.
    public let rule: String
    /// The host, which keeps its name wherever it goes.
    public let host: String
    /// The GPU of that host, from 0; nil where the rule is about hosts.
    public let gpu: Int?
    /// When it began, in milliseconds of Unix time.
    public let sinceMs: Int64
    /// What was read when it began; nil if that was no number.
    public let value: Float?

    public init(rule: String, host: String, gpu: Int? = nil, sinceMs: Int64, value: Float?) {
        self.rule = rule
        self.host = host
        self.gpu = gpu
        self.sinceMs = sinceMs
        self.value = value
    }

    /// Whether this is the same rule at the same place, whenever it began.
    public func isSamePlace(as other: AlertLatch) -> Bool {
        rule == other.rule && host == other.host && gpu == other.gpu
    }
}
