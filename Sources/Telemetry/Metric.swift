// One row of the catalogue: what a number means, whoever exports it. It holds no values.

/// A canonical metric.
public struct Metric: Sendable {
    /// How several series of one entity become one value.
    public enum Combine: Sendable { case last, sum, max, mean }

    /// What the wire carries: a value as it is, or a running total whose rate per second is the value.
    public enum Kind: Sendable { case gauge, counter }

    /// A name on the wire that feeds this metric.
    public struct Source: Sendable {
        public let name: String
        /// Multiplies the exporter's unit into ours.
        public let factor: Double
        /// Only series with this label value feed the metric; nil takes all.
        public let label: (name: String, value: String)?
        /// Series with this label value are left out.
        public let exclude: (name: String, values: [String])?
    }

    /// A ratio computed from other metrics of the same entity: sum of `over` below, `part` above.
    public struct Derivation: Sendable {
        public let part: MetricID
        public let over: [MetricID]
        /// One minus the ratio: used, from available.
        public let complement: Bool
    }

    /// Stable snake-case name, used in JSON, on the command line and in filters.
    public let name: String
    /// For people: `SM activity`.
    public let title: String
    /// At most eight columns: `SM`.
    public let short: String
    public let entity: EntityKind
    public let unit: Unit
    public let kind: Kind
    public let combine: Combine
    /// The fixed scale of heat maps, in canonical units.
    public let range: ClosedRange<Double>
    /// The finest step that is kept and shown.
    public let resolution: Double
    public let sources: [Source]
    public let derivation: Derivation?
    /// The value is one minus the combined value (busy, from idle).
    public let complement: Bool

    /// Whether a mean over several entities means anything.
    public var averages: Bool { unit != .code && unit != .bitmask }
}
