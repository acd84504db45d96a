// What the values of a page mean, in page order: learned once, shared by every later batch. It holds no values.

/// The meaning of each column of a target's batches. Immutable; a changed page makes a new table.
public final class SeriesTable: Sendable {
    /// In page order. Blocks are shared between targets whose pages agree.
    public let series: SeriesList
    private let places: Places
    /// Host identities the page names, in order of appearance; usually one, none on pages that name no host.
    public var hosts: [String] { places.hosts }
    /// GPUs the page names, with the index of their host.
    public var gpus: [(host: Int, identity: GPUIdentity)] { places.gpus }

    public init(series: SeriesList, hosts: [String], gpus: [(host: Int, identity: GPUIdentity)]) {
        self.series = series
        places = Places(hosts, gpus)
    }

    /// Other series of the same hosts and GPUs.
    public init(series: SeriesList, placesOf other: SeriesTable) {
        self.series = series
        places = other.places
    }

    /// Shared by the tables of a page that only gains or loses a line.
    private final class Places: Sendable {
        let hosts: [String]
        let gpus: [(host: Int, identity: GPUIdentity)]

        init(_ hosts: [String], _ gpus: [(host: Int, identity: GPUIdentity)]) {
            self.hosts = hosts
            self.gpus = gpus
        }
    }
}
