// Meanings that hold for every target: what a name feeds at one place, where no label has a say. Bounded, for one catalogue.

import Telemetry

/// Series by name, host and GPU, to be copied instead of resolved anew.
final class SeriesTemplates {
    /// What a name's meaning depends on, beside its place.
    enum Nature: UInt8 {
        case unknown
        /// Feeds nothing.
        case generic
        /// Feeds one metric, whatever the labels say.
        case plain
        /// Labels or types have a say.
        case conditional
        /// Says who the others are about.
        case teaching
    }

    static let limit = 1 << 18
    @exclusivity(unchecked) private var natures: [Nature] = []
    @exclusivity(unchecked) private var series: [UInt64: SeriesTable.Series] = [:]

    /// The nature of a name by its number in the name table.
    func nature(_ index: Int, _ name: String, _ resolver: SeriesResolver) -> Nature {
        while natures.count <= index { natures.append(.unknown) }
        if natures[index] == .unknown {
            natures[index] = resolver.teaches(name) ? .teaching : Self.nature(name, resolver.catalogue)
        }
        return natures[index]
    }

    private static func nature(_ name: String, _ catalogue: Catalogue) -> Nature {
        let feeds = catalogue.feeds(of: name)
        if catalogue.numberedFeeds(of: name) != nil { return .conditional }
        guard let first = feeds.first else { return .generic }
        let isPlain =
            feeds.count == 1 && first.source.only == nil && first.source.except == nil
            && !first.source.followsType && catalogue[first.metric].across == []
        return isPlain ? .plain : .conditional
    }

    func key(_ index: Int, _ place: SeriesResolver.Place, percent: Bool) -> UInt64? {
        guard place.host < 0xFFFF, place.gpu < 0x7FFF else { return nil }
        return UInt64(index) << 32 | UInt64(place.host + 1) << 16 | UInt64(place.gpu + 1) << 1 | (percent ? 1 : 0)
    }

    subscript(key: UInt64) -> SeriesTable.Series? {
        get { series[key] }
        set { if series.count < Self.limit { series[key] = newValue } }
    }
}
