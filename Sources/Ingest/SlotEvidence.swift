// What a label block says of the series that carry it, so that two targets' blocks can be told to say the same.

import Telemetry

/// Whom a block names, by number, and the labels that have a say in what a series feeds.
struct SlotEvidence: Equatable {
    /// Index into the page's hosts; -1 if the block names none.
    let host: Int
    let gpu: Int
    private let say: [String?]

    /// - Parameters:
    ///   - resolver: has placed the block before.
    ///   - names: of the labels that have a say.
    /// - Returns: nil for blocks whose host another line may decide.
    init?(_ labels: [String: String], _ resolver: SeriesResolver, names: [String]) {
        guard resolver.address(labels) == nil else { return nil }
        let identity = resolver.catalogue.identity
        if let text = IdentityLabels.first(identity.host, in: labels) {
            guard let index = resolver.facts.index(ofHost: text) else { return nil }
            host = index
        } else {
            host = -1
        }
        gpu = resolver.ordinal(labels) ?? -1
        say = names.map { labels[$0] }
    }

    /// Labels that decide about more than places, for some metric of the catalogue.
    static func names(_ catalogue: Catalogue) -> [String] {
        var names = Set(catalogue.identity.mig + catalogue.identity.link)
        for metric in catalogue.metrics {
            names.formUnion(metric.across ?? [])
            for source in metric.sources { names.formUnion([source.only, source.except].compactMap { $0?.name }) }
        }
        return names.sorted()
    }
}
