// The table of all metrics and the look-up from wire names. It reads no page and no file.

/// Metrics by number, by name and by the exposition names that feed them.
public struct Catalogue: Sendable {
    /// Which metric a wire name feeds, and through which of its sources.
    public struct Feed: Sendable {
        public let metric: MetricID
        public let source: Metric.Source
    }

    public let metrics: [Metric]
    private let byName: [String: MetricID]
    private let byWireName: [String: [Feed]]
    /// Position of each metric among the metrics of its own entity kind.
    public let columns: [Int]
    /// Number of metrics per entity kind, indexed by `EntityKind.rawValue`.
    public let columnCounts: [Int]

    public init(_ metrics: [Metric]) {
        self.metrics = metrics
        var byName: [String: MetricID] = [:]
        var byWireName: [String: [Feed]] = [:]
        var counts = [Int](repeating: 0, count: EntityKind.allCases.count)
        var columns: [Int] = []
        for (index, metric) in metrics.enumerated() {
            byName[metric.name] = MetricID(index)
            for source in metric.sources {
                byWireName[source.name, default: []].append(Feed(metric: MetricID(index), source: source))
            }
            columns.append(counts[Int(metric.entity.rawValue)])
            counts[Int(metric.entity.rawValue)] += 1
        }
        self.byName = byName
        self.byWireName = byWireName
        self.columns = columns
        columnCounts = counts
    }

    public subscript(_ id: MetricID) -> Metric { metrics[id.index] }

    /// The metric of this stable name, nil if there is none.
    public func metric(named name: String) -> MetricID? { byName[name] }

    /// What a series of this exposition name feeds; empty if nothing.
    public func feeds(of wireName: String) -> [Feed] { byWireName[wireName] ?? [] }

    /// All metrics of one kind of entity, in order.
    public func metrics(of kind: EntityKind) -> [MetricID] {
        metrics.indices.filter { metrics[$0].entity == kind }.map { MetricID($0) }
    }
}
