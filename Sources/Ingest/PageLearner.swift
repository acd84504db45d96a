// Makes the layout of a page that was read in full (unsafe: borrows the page): heads, blocks that repeat, and meanings.

import Exposition
import Glibc
import Telemetry

/// Learns one page. A value, made when it is needed.
struct PageLearner {
    let settings: LearningSettings
    let store: SegmentStore
    /// The target prints per cent where the name says ratio.
    let percent: Bool

    /// - Parameter samples: all of the page, at least one.
    func layout(_ samples: PageSamples, of page: UnsafeRawBufferPointer, firstBadLine: String?) -> PageLayout {
        let blocks = store.scratch.blocks
        blocks.removeAll()
        for sample in samples.samples { blocks.append(Self.block(sample), number: sample.block, in: page) }
        let slots = HeadSlots(page, blocks.chooseSlots())
        var meaning = SeriesMeaning(resolver(PageFacts()))
        teach(samples, page, &meaning.resolver)
        let startFacts = meaning.resolver.facts
        var pieces: [PageLayout.Piece] = []
        var end = 0
        for start in stride(from: 0, to: samples.count, by: SeriesList.blockSize) {
            let range = start..<min(start + SeriesList.blockSize, samples.count)
            let (run, isShared) = run(samples, range, page, &end)
            let segment: PageSegment
            if isShared {
                segment = store.segment(
                    run, before: meaning.resolver.facts, types: meaning.types, percent: percent,
                    context: settings.context.sharingKey
                ) {
                    self.segment(run, samples, range, page, &meaning)
                }
            } else {
                segment = self.segment(run, samples, range, page, &meaning)
            }
            meaning.resolver.facts = segment.facts
            meaning.types = segment.types
            pieces.append(PageLayout.Piece(segment, 0..<range.count, facts: segment.facts))
        }
        let series = SeriesList(parts: pieces.map { SeriesList.Part(block: $0.segment.block, range: $0.range) })
        let facts = meaning.resolver.facts
        return PageLayout(
            pieces: pieces, slots: slots, tail: Array(page[end...]),
            table: SeriesTable(series: series, hosts: facts.hosts, gpus: facts.gpus),
            badLines: samples.faults.count, firstBadLine: firstBadLine, isStamped: samples.hasTimestamps,
            startFacts: startFacts)
    }

    /// A segment for a few new lines between known ones.
    ///
    /// - Parameters:
    ///   - after: where the last known sample ended.
    ///   - mayTeach: the lines may say which hosts and GPUs there are.
    ///   - known: what a label block says, if another line of the page with the same block tells.
    /// - Returns: nil if the lines change what others mean.
    func segment(
        of samples: [PageSample], after: Int, in page: UnsafeRawBufferPointer, facts: PageFacts, mayTeach: Bool = false,
        known: (Range<Int>) -> KnownBlock? = { _ in nil }
    ) -> PageSegment? {
        var end = after
        let scratch = store.scratch
        scratch.bytes.removeAll(keepingCapacity: true)
        scratch.heads.removeAll(keepingCapacity: true)
        var meaning = SeriesMeaning(resolver(facts))
        meaning.begin(samples.count)
        for (index, sample) in samples.enumerated() {
            let number = scratch.names.index(.init(rebasing: page[sample.name]))
            let name = number >= 0 ? scratch.names[number] : scratch.names.name(.init(rebasing: page[sample.name]))
            let nature = number >= 0 ? scratch.templates.nature(number, name, meaning.resolver) : .unknown
            switch nature {
            case .generic, .plain: break
            case .teaching: if !mayTeach { return nil }
            case .conditional, .unknown:
                if settings.typedNames.contains(name) || !mayTeach && meaning.resolver.teaches(name) { return nil }
            }
            meaning.read(.init(rebasing: page[end..<sample.name.lowerBound]), index)
            guard meaning.teachers.last != index else { return nil }
            if let (series, text) = quick(sample, number, name, nature, meaning.resolver, known, in: page) {
                meaning.append(index, name, text, series)
            } else {
                let labels = UnsafeRawBufferPointer(rebasing: page[sample.labels])
                let set = LabelBlocks.set(labels, settings.catalogue.labelNames)
                if mayTeach { meaning.learn(index, name, set) }
                meaning.append(index, name, set, Labels.canonical(labels))
            }
            scratch.bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: page[end..<sample.number.lowerBound]))
            scratch.heads.append(
                HeadRun.Head(length: sample.number.lowerBound - end, slot: nil, isStamped: false))
            end = sample.end
        }
        guard mayTeach || meaning.teachers.isEmpty else { return nil }
        return meaning.segment(scratch.bytes.withUnsafeBufferPointer { HeadRun(bytes: $0, heads: scratch.heads) })
    }

    /// A series whose labels need not be taken apart: they stand on another line, or say nothing of places.
    private func quick(
        _ sample: PageSample, _ number: Int, _ name: String, _ nature: SeriesTemplates.Nature,
        _ resolver: SeriesResolver, _ known: (Range<Int>) -> KnownBlock?, in page: UnsafeRawBufferPointer
    ) -> (SeriesTable.Series, text: String)? {
        guard nature == .generic || nature == .plain, settings.context.rules.isEmpty,
            let said = known(Self.block(sample)) ?? placeless(sample, resolver.facts, in: page)
        else { return nil }
        if nature == .generic { return (resolver.generic(name, said.text, said.place), said.text) }
        guard said.hasNoParts, let key = store.scratch.templates.key(number, said.place, percent: percent),
            let template = store.scratch.templates[key]
        else { return nil }
        return (template.labels.isEmpty ? template : template.relabelled(said.text), said.text)
    }

    /// What labels say that name no host, no GPU and no part of one.
    private func placeless(_ sample: PageSample, _ facts: PageFacts, in page: UnsafeRawBufferPointer) -> KnownBlock? {
        let labels = UnsafeRawBufferPointer(rebasing: page[sample.labels])
        guard sample.name.upperBound <= sample.labels.lowerBound,
            Labels.has(noneOf: store.placeNames(settings.catalogue), in: labels)
        else { return nil }
        let place = SeriesResolver.Place(host: facts.hosts.isEmpty ? -1 : 0, gpu: -1)
        return KnownBlock(text: Labels.canonical(labels), place: place, hasNoParts: true)
    }

    /// From the brace to the number; empty without labels.
    private static func block(_ sample: PageSample) -> Range<Int> {
        sample.labels.isEmpty ? 0..<0 : sample.labels.lowerBound - 1..<sample.number.lowerBound
    }

    func resolver(_ facts: PageFacts) -> SeriesResolver {
        var resolver = SeriesResolver(settings)
        resolver.percentRatios = percent
        resolver.facts = facts
        return resolver
    }

    /// Some series say who the others are about, wherever they stand.
    private func teach(_ samples: PageSamples, _ page: UnsafeRawBufferPointer, _ resolver: inout SeriesResolver) {
        let names = store.scratch.names
        var last = 0..<0, teaches = false
        for (index, sample) in samples.samples.enumerated() {
            let range = sample.name
            // Samples of one family stand together: ask once.
            if range.count != last.count
                || memcmp(page.baseAddress! + range.lowerBound, page.baseAddress! + last.lowerBound, range.count) != 0
            {
                teaches = resolver.teaches(names.name(.init(rebasing: page[range])))
                last = range
            }
            guard teaches else { continue }
            let labels = store.scratch.blocks.labels(
                ofSample: index, sample.labels, in: page, settings.catalogue.labelNames)
            resolver.learn(name: names.name(.init(rebasing: page[range])), labels: labels)
        }
    }

    /// The run of these samples; shared with its meaning if it holds everything that the lines say.
    private func run(
        _ samples: PageSamples, _ range: Range<Int>, _ page: UnsafeRawBufferPointer, _ end: inout Int
    ) -> (run: HeadRun, isShared: Bool) {
        let scratch = store.scratch
        scratch.bytes.removeAll(keepingCapacity: true)
        scratch.heads.removeAll(keepingCapacity: true)
        var isShared = true
        for index in range {
            let sample = samples[index]
            let slot = scratch.blocks.slot(ofSample: index)
            let own = end..<(slot == nil ? sample.number.lowerBound : sample.labels.lowerBound - 1)
            scratch.bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: page[own]))
            scratch.heads.append(HeadRun.Head(length: own.count, slot: slot, isStamped: sample.hasTimestamp))
            if slot != nil { isShared = false }
            end = sample.end
        }
        return (scratch.bytes.withUnsafeBufferPointer { store.run($0, scratch.heads) }, isShared)
    }

    private func segment(
        _ run: HeadRun, _ samples: PageSamples, _ range: Range<Int>, _ page: UnsafeRawBufferPointer,
        _ meaning: inout SeriesMeaning
    ) -> PageSegment {
        let scratch = store.scratch
        meaning.begin(range.count)
        for index in range {
            let sample = samples[index], head = index - range.lowerBound
            let before = index == 0 ? 0 : samples[index - 1].end
            if sample.name.lowerBound > before + 1 {
                meaning.read(.init(rebasing: page[before..<sample.name.lowerBound]), head)
            }
            meaning.append(head, index, sample, page, scratch)
        }
        return meaning.segment(run)
    }
}
