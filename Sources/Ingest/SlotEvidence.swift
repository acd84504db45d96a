// What a label block says of the series that carry it, so that two targets' blocks can be told to say the same.

import Telemetry

/// Whom a block names, by number, and the labels that have a say in what a series feeds.
struct SlotEvidence: Equatable {
    /// Index into the page's hosts; -1 if the block names none.
    let host: Int
    let gpu: Int
    private var say: [Said] = []

    private struct Said: Equatable {
        let number: UInt16
        let value: String
    }

    /// - Parameter resolver: has placed the block before.
    /// - Returns: nil for blocks whose host another line may decide.
    init?(_ labels: LabelSet, _ resolver: SeriesResolver) {
        guard resolver.address(labels) == nil else { return nil }
        let names = resolver.names
        if let text = labels.first(names.host) {
            guard let index = resolver.facts.index(ofHost: text) else { return nil }
            host = index
        } else {
            host = -1
        }
        gpu = resolver.ordinal(labels) ?? -1
        for number in names.say { if let value = labels[number] { say.append(Said(number: number, value: value)) } }
    }
}
