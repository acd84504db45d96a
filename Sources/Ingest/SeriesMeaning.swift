// Gives the series of a page their meanings, one after the other (unsafe: reads borrowed heads). It knows which lines taught it something.

import Exposition
import Telemetry

/// The state of learning a page, from its first line to its last.
struct SeriesMeaning {
    var resolver: SeriesResolver
    var types = PageTypes()
    private var series: [SeriesTable.Series] = []
    private var printed: [(name: String, labels: String)] = []
    /// Heads of the current segment that taught something about hosts, GPUs or types.
    private(set) var teachers: [Int] = []
    private var ratios: [Int] = []
    /// Heads that name hosts or GPUs in bytes of their own.
    private var personal: [Int] = []
    /// Where each label block puts its series, and what the page had said when that was found out.
    private var places: [(place: SeriesResolver.Place, hasParts: Bool, stamp: UInt64)?] = []
    /// Whether a label block names a host or a GPU.
    private var naming: [Bool?] = []

    init(_ resolver: SeriesResolver) { self.resolver = resolver }

    /// Begins a segment of this many series.
    mutating func begin(_ count: Int) {
        series = []
        printed = []
        printed.reserveCapacity(count)
        series.reserveCapacity(count)
        teachers = []
        ratios = []
        personal = []
    }

    /// Reads the comments in front of a sample.
    mutating func read(_ head: UnsafeRawBufferPointer, _ index: Int) {
        if types.read(head, resolver.settings.typedNames) { teachers.append(index) }
    }

    /// Learns from a line that may say who others are about.
    mutating func learn(_ head: Int, _ name: String, _ labels: LabelSet) {
        guard resolver.teaches(name) else { return }
        resolver.learn(name: name, labels: labels)
        teachers.append(head)
    }

    /// Adds a series by its labels alone.
    mutating func append(_ head: Int, _ name: String, _ labels: LabelSet, _ text: String) {
        printed.append((name, text))
        add(head) { meaning in
            meaning.resolver.resolve(name: name, labels: labels, text: text, type: meaning.types[name])
        }
    }

    /// Adds a series that is understood.
    mutating func append(_ head: Int, _ name: String, _ text: String, _ series: SeriesTable.Series) {
        printed.append((name, text))
        add(head) { _ in series }
    }

    /// Adds a sample of the page that is being learned.
    mutating func append(
        _ head: Int, _ index: Int, _ sample: PageSample, _ page: UnsafeRawBufferPointer, _ scratch: LearningScratch
    ) {
        let number = scratch.names.index(.init(rebasing: page[sample.name]))
        let name = number >= 0 ? scratch.names[number] : scratch.names.name(.init(rebasing: page[sample.name]))
        let nature = number >= 0 ? scratch.templates.nature(number, name, resolver) : .conditional
        if nature == .teaching || number < 0 && resolver.teaches(name), teachers.last != head { teachers.append(head) }
        if nature == .teaching || number < 0 || names(index, sample, page, scratch) { personal.append(head) }
        printed.append((name, scratch.blocks.text(ofSample: index, sample.labels, in: page)))
        add(head) { meaning in
            guard number >= 0, meaning.resolver.context.rules.isEmpty else {
                return meaning.resolved(name, index, sample, page, scratch)
            }
            return meaning.known(nature, number, name, index, sample, page, scratch)
        }
    }

    /// Whether a sample's labels name a host or a GPU, and stand in the heads.
    private mutating func names(
        _ index: Int, _ sample: PageSample, _ page: UnsafeRawBufferPointer, _ scratch: LearningScratch
    ) -> Bool {
        let block = Int(scratch.blocks.ofSample[index])
        guard block >= 0, scratch.blocks.blocks[block].slot == nil else { return false }
        while naming.count <= block { naming.append(nil) }
        if let known = naming[block] { return known }
        let names = resolver.namesPlace(scratch.blocks.labels(ofSample: index, sample.labels, in: page, resolver.names))
        naming[block] = names
        return names
    }

    private mutating func add(_ head: Int, _ make: (inout SeriesMeaning) -> SeriesTable.Series) {
        let known = resolver.facts.stamp
        let one = make(&self)
        if resolver.facts.stamp != known, teachers.last != head { teachers.append(head) }
        if one.mayBePercent { ratios.append(head) }
        series.append(one)
    }

    /// Everything anew.
    private mutating func resolved(
        _ name: String, _ index: Int, _ sample: PageSample, _ page: UnsafeRawBufferPointer, _ scratch: LearningScratch
    ) -> SeriesTable.Series {
        resolver.resolve(
            name: name, labels: scratch.blocks.labels(ofSample: index, sample.labels, in: page, resolver.names),
            text: scratch.blocks.text(ofSample: index, sample.labels, in: page), type: types[name])
    }

    /// By what is known of the name and of the label block.
    private mutating func known(
        _ nature: SeriesTemplates.Nature, _ number: Int, _ name: String, _ index: Int, _ sample: PageSample,
        _ page: UnsafeRawBufferPointer, _ scratch: LearningScratch
    ) -> SeriesTable.Series {
        guard nature != .teaching, nature != .unknown else { return resolved(name, index, sample, page, scratch) }
        let (place, hasParts) = place(name, index, sample, page, scratch)
        if nature == .generic {
            return resolver.generic(
                name, scratch.blocks.text(ofSample: index, sample.labels, in: page), place)
        }
        guard nature == .plain else {
            // Labels or types have a say in what it feeds, none in where it stands.
            return resolver.meaning(
                name, scratch.blocks.labels(ofSample: index, sample.labels, in: page, resolver.names),
                scratch.blocks.text(ofSample: index, sample.labels, in: page), types[name], place)
        }
        guard !hasParts, let key = scratch.templates.key(number, place, percent: resolver.percentRatios) else {
            return resolved(name, index, sample, page, scratch)
        }
        if let template = scratch.templates[key] {
            guard !template.labels.isEmpty else { return template }
            return template.relabelled(scratch.blocks.text(ofSample: index, sample.labels, in: page))
        }
        let made = resolved(name, index, sample, page, scratch)
        // A place without labels prints none: it says nothing of whether they are kept.
        if !sample.labels.isEmpty { scratch.templates[key] = made }
        return made
    }

    /// Where a sample's label block puts it, and whether it names a part of a GPU.
    private mutating func place(
        _ name: String, _ index: Int, _ sample: PageSample, _ page: UnsafeRawBufferPointer, _ scratch: LearningScratch
    ) -> (SeriesResolver.Place, hasParts: Bool) {
        let block = Int(scratch.blocks.ofSample[index]) + 1
        while places.count <= block { places.append(nil) }
        if let known = places[block], known.stamp == resolver.facts.stamp { return (known.place, known.hasParts) }
        let labels = scratch.blocks.labels(ofSample: index, sample.labels, in: page, resolver.names)
        let place = resolver.place(name, labels)
        let hasParts = resolver.namesPart(labels)
        places[block] = (place, hasParts, resolver.facts.stamp)
        return (place, hasParts)
    }

    /// The segment of everything since it began.
    func segment(_ run: HeadRun) -> PageSegment {
        PageSegment(
            run: run, block: SeriesList.Block(series, printed: printed), facts: resolver.facts, types: types,
            teachers: teachers, ratios: ratios, personal: personal)
    }
}
