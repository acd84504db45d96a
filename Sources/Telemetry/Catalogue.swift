// The table of all metrics and the look-up from wire names. It reads no page and no file.

/// Metrics by number, by name and by the exposition names that feed them.
public struct Catalogue: Sendable {
    /// Which metric a wire name feeds, and through which of its sources.
    public struct Feed: Sendable {
        /// The metric that is fed.
        public let metric: MetricID
        /// How the printed number becomes the metric's.
        public let source: MetricSource
        /// Place of the source among the metric's sources: lower wins.
        public let rank: Int
    }

    /// All rows, indexed by `MetricID.index`.
    public let metrics: [Metric]
    /// Which labels name hosts, GPUs and their parts.
    public let identity: IdentityLabels
    /// Their names and all others that decide about a series, by number.
    public let labelNames: LabelNames
    private let byName: [String: MetricID]
    private let byWireName: [String: [Feed]]
    /// Position of each metric among the metrics of its own entity kind.
    public let columns: [Int]
    /// Number of metrics per entity kind, indexed by `EntityKind.rawValue`.
    public let columnCounts: [Int]

    /// - Parameter metrics: the rows that `MetricID` names first, in its order.
    public init(_ metrics: [Metric], identity: IdentityLabels = IdentityLabels()) {
        self.metrics = metrics
        self.identity = identity
        labelNames = LabelNames(identity, metrics)
        var byName: [String: MetricID] = [:]
        var byWireName: [String: [Feed]] = [:]
        var counts = [Int](repeating: 0, count: EntityKind.allCases.count)
        var columns: [Int] = []
        for (index, metric) in metrics.enumerated() {
            byName[metric.name] = MetricID(index)
            for (rank, source) in metric.sources.enumerated() {
                byWireName[source.name, default: []].append(
                    Feed(metric: MetricID(index), source: source, rank: min(rank, 100)))
            }
            columns.append(counts[Int(metric.entity.rawValue)])
            counts[Int(metric.entity.rawValue)] += 1
        }
        self.byName = byName
        self.byWireName = byWireName
        self.columns = columns
        columnCounts = counts
    }

    /// The row of a metric. Traps on a number that is not of this catalogue.
    ///
    /// Lent, not copied: who asks for one property pays for that one.
    public subscript(_ id: MetricID) -> Metric { _read { yield metrics[id.index] } }

    /// The metric of this stable name, nil if there is none.
    public func metric(named name: String) -> MetricID? { byName[name] }

    /// What a series of this exposition name feeds; empty if nothing.
    public func feeds(of wireName: String) -> [Feed] { byWireName[wireName] ?? [] }

    /// The same for names that end in a sub-entity's number, such as `..._L7`; the number goes with it.
    public func numberedFeeds(of wireName: String) -> (feeds: [Feed], number: Int)? {
        let digits = wireName.utf8.reversed().prefix { $0 &- 0x30 < 10 }.count
        guard (1...4).contains(digits), let number = Int(wireName.suffix(digits)),
            let feeds = byWireName[wireName.dropLast(digits) + "*"]
        else { return nil }
        return (feeds, number)
    }

    /// All metrics of one kind of entity, in order.
    public func metrics(of kind: EntityKind) -> [MetricID] {
        metrics.indices.filter { metrics[$0].entity == kind }.map { MetricID($0) }
    }
}
