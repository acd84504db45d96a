// From a series' name and labels to what it means: metric, GPU, host. Data decides (the catalogue), not code.

import Telemetry

/// Learns the meaning of one page's series.
struct SeriesResolver {
    let settings: LearningSettings
    /// The page prints per cent where the name says ratio.
    var percentRatios = false
    var facts = PageFacts()

    init(_ settings: LearningSettings) { self.settings = settings }

    var catalogue: Catalogue { _read { yield settings.catalogue } }
    var context: SeriesContext { _read { yield settings.context } }
    var names: LabelNames { _read { yield settings.catalogue.labelNames } }

    /// Where a series stands: index into the page's hosts and ordinal of the GPU, -1 for none.
    struct Place {
        let host: Int
        let gpu: Int
    }

    /// - Parameters:
    ///   - labels: the unescaped labels by name.
    ///   - text: the label block as printed.
    ///   - type: what the page's TYPE line says of the name, nil if nothing that matters.
    mutating func resolve(
        name: String, labels: LabelSet, text: String, type: Metric.Kind? = nil
    ) -> SeriesTable.Series {
        guard !context.rules.isEmpty else { return meaning(name, labels, text, type, place(name, labels)) }
        guard var kept = context.relabelled(name, labels.byName) else {
            return SeriesTable.Series(
                name: name, labels: text, metric: nil, factor: 1, host: -1, gpu: -1, isDropped: true)
        }
        let newName = kept.removeValue(forKey: "__name__") ?? name
        let labels = LabelSet(kept, names)
        return meaning(newName, labels, Self.printed(kept), type, place(newName, labels))
    }

    /// Where the labels put a series; remembers whom they name.
    mutating func place(_ name: String, _ labels: LabelSet) -> Place {
        let host = host(name, labels)
        let gpu = ordinal(labels)
        if let gpu { remember(gpu, host, labels) }
        return Place(host: host, gpu: gpu ?? -1)
    }

    /// The same for a series whose place is known, without rules.
    func meaning(
        _ name: String, _ labels: LabelSet, _ text: String, _ type: Metric.Kind?, _ place: Place
    ) -> SeriesTable.Series {
        let host = place.host, gpu = place.gpu
        guard let (feed, number) = feed(name, labels) else {
            return SeriesTable.Series(name: name, labels: text, metric: nil, factor: 1, host: host, gpu: gpu)
        }
        let metric = catalogue[feed.metric], source = feed.source
        // A GPU's number without a GPU to put it at stays a generic series.
        if metric.entity == .gpu, gpu < 0 {
            return SeriesTable.Series(name: name, labels: text, metric: nil, factor: 1, host: host, gpu: -1)
        }
        let sub = metric.entity == .gpu ? subEntity(labels, number) : nil
        let kind = source.followsType ? type ?? .gauge : source.kind ?? metric.kind
        let isPercent = percentRatios && source.mayBePercent
        // Gauges need no labels once they are placed; counters keep them as the key of their last value, parts to be told apart.
        let keeps = kind == .counter || sub != nil || metric.across != []
        return SeriesTable.Series(
            name: number == nil ? source.name : name, labels: keeps ? text : "", metric: feed.metric,
            factor: isPercent ? 0.01 : source.factor, host: host, gpu: gpu, sub: sub,
            part: part(labels, sub, metric.across), rank: feed.rank * 2 + (sub == nil ? 0 : 1),
            isCounter: kind == .counter, isMoment: kind == .moment, hasBlanks: source.blanks == .dcgm,
            mayBePercent: source.mayBePercent)
    }

    /// A series that feeds no metric.
    func generic(_ name: String, _ text: String, _ place: Place) -> SeriesTable.Series {
        SeriesTable.Series(name: name, labels: text, metric: nil, factor: 1, host: place.host, gpu: place.gpu)
    }

    /// Whether the labels name an instance or a link of a GPU.
    func namesPart(_ labels: LabelSet) -> Bool {
        labels.first(names.mig) != nil
            || labels.first(names.link) != nil
    }

    private func feed(_ name: String, _ labels: LabelSet) -> (Catalogue.Feed, number: Int?)? {
        if let feed = catalogue.feeds(of: name).first(where: { $0.source.takes(labels) }) { return (feed, nil) }
        guard let (feeds, number) = catalogue.numberedFeeds(of: name),
            let feed = feeds.first(where: { $0.source.takes(labels) })
        else { return nil }
        return (feed, number)
    }

    private func subEntity(_ labels: LabelSet, _ number: Int?) -> SubEntity? {
        if let text = labels.first(names.mig), let mig = Self.number(text) {
            return SubEntity(.mig, mig)
        }
        if let text = labels.first(names.link), let link = Self.number(text) {
            return SubEntity(.link, link)
        }
        return number.map { SubEntity(.link, $0) }
    }

    /// A fingerprint of what tells series of one entity apart.
    private func part(_ labels: LabelSet, _ sub: SubEntity?, _ across: [String]?) -> Int32 {
        guard sub != nil || across?.isEmpty == false else { return 0 }
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        func add(_ value: UInt64) { hash = (hash ^ value) &* 0x100_0000_01B3 }
        if let sub { add(UInt64(sub.kind.rawValue) << 32 | UInt64(UInt32(truncatingIfNeeded: sub.number))) }
        for label in across ?? [] {
            for byte in (labels[label] ?? "").utf8 { add(UInt64(byte)) }
            add(0xFFFF)
        }
        return Int32(truncatingIfNeeded: Int64(bitPattern: hash ^ hash >> 32))
    }

    /// The digits at the end of `3`, `GPU_3`, `NVLink_17`; nil for anything else, such as a UUID.
    static func number(_ text: String) -> Int? {
        let digits = text.utf8.reversed().prefix { $0 &- 0x30 < 10 }.count
        guard (1...5).contains(digits), let number = Int(text.suffix(digits)) else { return nil }
        return text.utf8.dropLast(digits).allSatisfy { ($0 | 0x20) &- 0x61 < 26 || $0 == 0x5F } ? number : nil
    }

    private static func printed(_ labels: [String: String]) -> String {
        labels.sorted { $0.key < $1.key }.map { name, value in
            var escaped = ""
            for character in value {
                switch character {
                case "\\": escaped += "\\\\"
                case "\"": escaped += "\\\""
                case "\n": escaped += "\\n"
                default: escaped.append(character)
                }
            }
            return "\(name)=\"\(escaped)\""
        }.joined(separator: ",")
    }
}
