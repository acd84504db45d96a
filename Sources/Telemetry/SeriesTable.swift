// What the values of a page mean, in page order: learned once, shared by every later batch. It holds no values.

/// The meaning of each column of a target's batches. Immutable; a changed page makes a new table.
public final class SeriesTable: Sendable {
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
