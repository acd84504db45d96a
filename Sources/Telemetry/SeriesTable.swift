// What the values of a page mean, in page order: learned once, shared by every later batch. It holds no values.

/// The meaning of each column of a target's batches. Immutable; a changed page makes a new table.
public final class SeriesTable: Sendable {
    /// One series of a page.
    public struct Series: Sendable {
        /// The exposition name.
        public let name: String
        /// The label block as printed, without braces: raw bytes as text, to be sanitised before drawing.
        public let labels: String
        /// What it feeds, nil for a generic series of its target.
        public let metric: MetricID?
        /// Multiplies the printed value into the metric's unit.
        public let factor: Double
        /// Index into `hosts`, or -1 if the page names none.
        public let host: Int
        /// The GPU's ordinal on its host, or -1 if this is no GPU's series.
        public let gpu: Int

        public init(name: String, labels: String, metric: MetricID?, factor: Double, host: Int, gpu: Int) {
            self.name = name
            self.labels = labels
            self.metric = metric
            self.factor = factor
            self.host = host
            self.gpu = gpu
        }
    }

    /// In page order. Blocks are shared between targets whose pages agree.
    public let series: SeriesList
    /// Host identities the page names, in order of appearance; usually one, none on pages that name no host.
    public let hosts: [String]
    /// GPUs the page names, with the index of their host.
    public let gpus: [(host: Int, identity: GPUIdentity)]

    public init(series: SeriesList, hosts: [String], gpus: [(host: Int, identity: GPUIdentity)]) {
        self.series = series
        self.hosts = hosts
        self.gpus = gpus
    }
}
