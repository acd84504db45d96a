// One row of the catalogue: what a number means, whoever exports it. It holds no values.

/// A canonical metric.
public struct Metric: Sendable {
    /// How several series of one entity become one value.
    public enum Combine: String, CaseIterable, Sendable { case last, sum, max, min, mean }

    /// What the wire carries: a value as it is; a running total whose rate per second is the value; or a point in time, in seconds
    /// since 1970, whose age when it was read is the value (a Float could not tell two minutes apart in such a number).
    public enum Kind: String, CaseIterable, Sendable { case gauge, counter, moment }

    /// What a place that stands for many shows: their mean, their sum, their greatest, or only the worst of them.
    public enum RollUpRule: String, CaseIterable, Sendable { case mean, sum, max, worst }

    /// What is computed from other metrics of the same entity: a ratio, sum of `over` below and `part` above, or that sum itself.
    public struct Derivation: Sendable {
        /// The metric above the fraction line.
        public let part: MetricID
        /// The metrics whose sum is below it: of those that are known. Without a sum above zero there is no ratio.
        public let over: [MetricID]
        /// The first of them that is not the part itself: without it the part would be all there is.
        public var needed: MetricID { over.first { $0 != part } ?? part }
        /// One minus the ratio: used, from available.
        public let complement: Bool
        /// The value is the sum of `over`, of those that are known; there is no ratio.
        public let isSum: Bool
        /// The metrics of which one at least must be there for it to mean anything.
        public var grounds: [MetricID] { isSum ? over : [part] }

        /// A ratio.
        public init(part: MetricID, over: [MetricID], complement: Bool) {
            self.part = part
            self.over = over
            self.complement = complement
            isSum = false
        }

        /// - Parameter sum: two metrics or more.
        public init(sum: [MetricID]) {
            part = sum[0]
            over = sum
            complement = false
            isSum = true
        }
    }

    /// Stable snake-case name, used in JSON, on the command line and in filters.
    public let name: String
    /// For people: `SM activity`.
    public let title: String
    /// At most eight columns: `SM`.
    public let short: String
    /// Whose value it is: a GPU's or a host's.
    public let entity: EntityKind
    /// Of the canonical value, after `MetricSource.factor`.
    public let unit: Unit
    /// What its sources carry, where they do not say otherwise.
    public let kind: Kind
    /// How several series of one entity combine; for a GPU: its MIG instances or links.
    public let combine: Combine
    /// The fixed scale of heat maps, in canonical units.
    public let range: ClosedRange<Double>
    /// The finest step that is kept and shown.
    public let resolution: Double
    /// Best first: when two report the same metric of the same entity, the earlier wins.
    public let sources: [MetricSource]
    /// How it is computed from other metrics; nil if it is measured.
    public let derivation: Derivation?
    /// The value is one minus the combined value (busy, from idle).
    public let complement: Bool
    /// Labels whose values tell the series of one entity apart; series equal in all of these repeat one value (one GPU, two jobs).
    /// nil: every series is a part of its own.
    public var across: [String]? = []
    /// What a tray, rack, row or hall shows of it.
    public var rollUp = RollUpRule.mean
    /// Default limits, mildest first.
    public var thresholds: [Threshold] = []
    /// Words for codes, or for the bits of a mask, by number.
    public var words: [(number: UInt64, word: String)] = []
    /// What to know when reading it.
    public var note = ""

    public init(
        name: String, title: String, short: String, entity: EntityKind, unit: Unit, kind: Kind = .gauge,
        combine: Combine = .last, range: ClosedRange<Double>, resolution: Double, sources: [MetricSource] = [],
        derivation: Derivation? = nil, complement: Bool = false
    ) {
        self.name = name
        self.title = title
        self.short = short
        self.entity = entity
        self.unit = unit
        self.kind = kind
        self.combine = combine
        self.range = range
        self.resolution = resolution
        self.sources = sources
        self.derivation = derivation
        self.complement = complement
    }

    /// Whether a mean over several entities means anything.
    public var averages: Bool { unit != .code && unit != .bitmask }
}
