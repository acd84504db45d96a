// The first page of a target that looks like another's (unsafe: borrows the page): heads are compared, blocks that repeat are read
// once, lines that only this target has one by one. It declines whatever is not plainly that, and the full parser takes over.

import Exposition
import Telemetry

/// Makes a layout from another target's.
struct LayoutAdoption {
    /// Lines of its own in one place.
    static let freshLines = 16
    /// A line may be four times as long as a head or block here.
    static let shortestLineLimit = 8_192

    private let template: PageTemplate
    private let page: UnsafeRawBufferPointer
    private let values: PageValues
    private let learner: PageLearner
    private let blocks: PageBlocks
    private let names: LabelNames
    private var resolver: SeriesResolver
    private var texts: [String]
    private var pieces: [PageLayout.Piece] = []
    private var place = HeadRun.Place(position: 0, index: 0)
    private var scanner: TextScanner
    /// Lines of its own, and the template's heads that stand in their places.
    private var fresh: [(sample: PageSample, head: Int)] = []
    private var freshStart = 0
    /// Their names, each once.
    private var freshNames: [String] = []
    /// The template's segment holds a TYPE line that matters.
    private var changesTypes = false

    init(_ template: PageTemplate, _ page: UnsafeRawBufferPointer, _ values: PageValues, _ learner: PageLearner) {
        self.template = template
        self.page = page
        self.values = values
        self.learner = learner
        blocks = learner.store.scratch.pageBlocks
        names = learner.settings.catalogue.labelNames
        resolver = learner.resolver(PageFacts())
        texts = [String](repeating: "", count: template.texts.count)
        scanner = TextScanner(page, limits: learner.settings.limits, workspace: learner.store.scratch.workspace)
    }

    /// - Returns: the new layout with all values in place, nil to decline.
    mutating func apply() -> PageLayout? {
        let model = template.layout
        guard page.count <= learner.settings.limits.pageBytes,
            learner.settings.limits.lineBytes >= Self.shortestLineLimit
        else {
            return nil
        }
        values.resize(to: model.table.series.count)
        blocks.begin(page, slots: texts.count, limits: learner.settings.limits)
        var types = PageTypes()
        for piece in model.pieces {
            changesTypes = piece.segment.types != types
            types = piece.segment.types
            guard adopt(piece.segment) else { return nil }
        }
        guard model.endsHere(page, place.position), !resolver.facts.refers,
            pieces.count <= Self.freshLines + values.count / 32
        else { return nil }
        let series = SeriesList(parts: pieces.map { SeriesList.Part(block: $0.segment.block, range: $0.range) })
        guard !repeats(series) else { return nil }
        return PageLayout(
            pieces: pieces, slots: HeadSlots(page, blocks.ranges), tail: model.tail,
            table: SeriesTable(series: series, hosts: resolver.facts.hosts, gpus: resolver.facts.gpus), badLines: 0,
            firstBadLine: nil, isStamped: false, startFacts: model.startFacts)
    }

    /// Whether a series may stand on this page twice, as none does on the template's: two blocks say the same, or a line of its own what
    /// another says. The full parser finds out, and names the line.
    private func repeats(_ series: SeriesList) -> Bool {
        if Set(texts).count < texts.count { return true }
        return !freshNames.isEmpty && series.firstRepeat(where: freshNames.contains) != nil
    }

    private mutating func adopt(_ segment: PageSegment) -> Bool {
        let first = pieces.count
        var head = 0
        while head < segment.run.count {
            let stop = segment.personal.first { $0 >= head } ?? segment.run.count
            if head < stop {
                let matched = segment.run.adopt(
                    head..<stop, blocks: blocks, page: page, lineLimit: learner.settings.limits.lineBytes / 4,
                    place: &place,
                    values: values.base)
                if matched > 0 {
                    guard learnFresh(segment), learnBlocks(segment) else { return false }
                    pieces.append(PageLayout.Piece(segment, head..<head + matched, facts: resolver.facts))
                    head += matched
                }
                if head == stop { continue }
            }
            guard readFresh(head) else { return false }
            head += 1
        }
        guard learnFresh(segment) else { return false }
        relabel(segment, first)
        return true
    }

    /// Reads the line that stands in the place of a head.
    private mutating func readFresh(_ head: Int) -> Bool {
        guard fresh.count < Self.freshLines, let sample = scanner.sample(after: place.position) else { return false }
        if fresh.isEmpty { freshStart = place.position }
        values[place.index] = sample.value
        place = HeadRun.Place(position: sample.end, index: place.index + 1)
        fresh.append((sample, head))
        return true
    }

    /// Gives lines of its own their meanings. They must teach what the template's lines in their places taught.
    private mutating func learnFresh(_ model: PageSegment) -> Bool {
        guard !fresh.isEmpty else { return true }
        defer { fresh.removeAll(keepingCapacity: true) }
        guard
            let segment = learner.segment(
                of: fresh.map(\.sample), after: freshStart, in: page, facts: resolver.facts, mayTeach: true)
        else { return false }
        for (index, line) in fresh.enumerated() {
            let knowsHost = segment.block.series[index].host >= 0, taught = model.teachers.contains(line.head)
            guard knowsHost == (model.block.series[line.head].host >= 0), !taught || !changesTypes,
                segment.teachers.contains(index) == taught
            else { return false }
        }
        resolver.facts = segment.facts
        pieces.append(PageLayout.Piece(segment, 0..<fresh.count, facts: segment.facts))
        for (name, _) in segment.block.printed where !freshNames.contains(name) { freshNames.append(name) }
        return true
    }

    /// Places the blocks that were found, which must say what the template's say.
    private mutating func learnBlocks(_ model: PageSegment) -> Bool {
        defer { blocks.removeFound() }
        for (slot, head) in blocks.found {
            let bytes = UnsafeRawBufferPointer(rebasing: page[blocks[slot].labels])
            let labels = LabelBlocks.set(bytes, names), known = resolver.facts.stamp
            _ = resolver.place("", labels)
            guard (resolver.facts.stamp != known) == model.teachers.contains(head),
                SlotEvidence(labels, resolver) == template.evidence[slot]
            else { return false }
            texts[slot] = Labels.canonical(bytes)
        }
        return true
    }

    /// Gives the pieces of a segment this target's labels, if they are others than the template's.
    private mutating func relabel(_ model: PageSegment, _ first: Int) {
        guard model.slots.contains(where: { texts[$0] != template.texts[$0] }) else { return }
        let block = SeriesList.Block(model.block) { head in model.run.slot(of: head).map { texts[$0] } }
        let own = PageSegment(model, block)
        for index in first..<pieces.count where pieces[index].segment === model {
            pieces[index] = PageLayout.Piece(own, pieces[index].range, facts: pieces[index].facts)
        }
    }
}
