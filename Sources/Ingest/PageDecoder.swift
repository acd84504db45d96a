// Hop 2: page to values, for one target (unsafe: borrows the page). Steady pages go by the layout, all others by the parser.

import Exposition
import Telemetry

/// Remembers one target's page. Used on one thread.
public final class PageDecoder {
    private let store: SegmentStore
    private let settings: LearningSettings
    private var layout: PageLayout?
    /// The page before its last small change: series come and go.
    private var earlier: PageLayout?
    private var signature: SeriesSignature?
    /// Pages that had to be read in full; OpenMetrics, where every page is, does not count.
    public private(set) var fullReads = 0
    /// Pages that only gained or lost a few lines: those were learned, the rest was known.
    public private(set) var patches = 0
    /// First pages that looked like another target's.
    public private(set) var adoptions = 0
    private var readsInFull = false
    /// What is odd about the page though none of its lines is bad: a series that stands on it twice. Found when it is learned.
    public private(set) var notice: String?
    /// Once seen above one, a ratio of this target is in per cent for good.
    public private(set) var printsPercent = false

    /// - Parameter store: shared by decoders on one thread, all of the same catalogue.
    public init(
        catalogue: Catalogue, store: SegmentStore, context: SeriesContext = SeriesContext(),
        limits: PageLimits = PageLimits()
    ) {
        self.store = store
        settings = LearningSettings(
            catalogue: catalogue, context: context, limits: limits, typedNames: store.typedNames(catalogue))
    }

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - grammar: as the reply's Content-Type says.
    ///   - values: takes the numbers, in the order of the returned table, and the exporter's timestamps if it gives any.
    public func decode(
        _ page: UnsafeRawBufferPointer, grammar: PageGrammar = .prometheus, into values: PageValues
    ) -> DecodedPage {
        guard grammar == .prometheus else { return decodeOpenMetrics(page, into: values) }
        signature = nil
        guard let known = layout, page.count <= settings.limits.pageBytes else { return learn(page, into: values) }
        if let difference = known.read(page, into: values) {
            guard notice == nil else { return learn(page, into: values) }
            patches += 1
            if let before = earlier, before.resumes(known, at: difference, page, into: values) {
                layout = before
                earlier = known
                return checked(page, values)
            }
            var patch = LayoutPatch(known, page, values, learner)
            guard let patched = patch.apply(difference) else {
                patches -= 1
                return learn(page, into: values)
            }
            layout = patched
            earlier = known
        }
        return checked(page, values)
    }

    /// What the layout says, unless the values just read say that a ratio is none.
    private func checked(_ page: UnsafeRawBufferPointer, _ values: PageValues) -> DecodedPage {
        guard let current = layout, !showsPercent(current, values) else { return learn(page, into: values) }
        return answer(current)
    }

    /// What a layout says, unless the rules leave more series than the job allows.
    private func answer(_ layout: PageLayout) -> DecodedPage {
        let limit = settings.limits.kept, series = layout.table.series
        if series.count > limit, series.keptCount > limit { return .failed(.tooManySamples(limit: limit)) }
        return .values(layout.table, badLines: layout.badLines, firstBadLine: layout.firstBadLine)
    }

    /// Forgets the page, but not what is known of the target: the next page is read in full.
    public func forget() {
        layout = nil
        earlier = nil
        signature = nil
        readsInFull = true
    }

    /// Bytes that this target's layout holds alone.
    public var ownBytes: Int { layout?.slots.byteCount ?? 0 }

    private var learner: PageLearner { PageLearner(settings: settings, store: store, percent: printsPercent) }

    /// Whether a ratio whose scale the name does not settle is above one for the first time.
    private func showsPercent(_ layout: PageLayout, _ values: PageValues) -> Bool {
        !printsPercent && layout.ratios.contains { values[$0] > 1 && values[$0] <= 100 }
    }

    private func learn(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        guard !page.isEmpty else { return .failed(.empty) }
        if layout == nil, !readsInFull, let adopted = adopted(page, values) {
            adoptions += 1
            layout = adopted
            notice = nil
            return answer(adopted)
        }
        fullReads += 1
        readsInFull = false
        let samples = store.scratch.samples
        switch samples.read(page, .prometheus, limits: settings.limits) {
        case .read: break
        case .refused(let fault): return .failed(.notMetrics(fault.text))
        case .tooManySamples(let limit): return .failed(.tooManySamples(limit: limit))
        case .tooLarge(let bytes): return .failed(.tooLarge(limitBytes: bytes))
        }
        let first = samples.faults.kept.first
        guard samples.count > 0 else { return .failed(.notMetrics(PageKind.words(for: page, first))) }
        copy(samples, into: values)
        let built = built(samples, page, values, firstBadLine: first.map { PageKind.words(for: $0, in: page) })
        notice = firstRepeat(samples, built, page).map { PageKind.words(for: $0, in: page) }
        if notice == nil, let template = PageTemplate(built, samples, page, learner) { store.append(template) }
        return answer(built)
    }

    /// A series that stands on the page twice, whatever the order of its labels: of two values of one moment one is lost. With times it may
    /// well stand there twice.
    private func firstRepeat(
        _ samples: PageSamples, _ layout: PageLayout, _ page: UnsafeRawBufferPointer
    ) -> LineFault? {
        guard !samples.hasTimestamps else { return nil }
        return layout.table.series.firstRepeat.map { samples.repeats(samples[$0], in: page) }
    }

    /// The layout of a page that looks like another target's.
    private func adopted(_ page: UnsafeRawBufferPointer, _ values: PageValues) -> PageLayout? {
        let learner = learner
        for (index, template) in store.templates.enumerated() where template.serves(learner) {
            var adoption = LayoutAdoption(template, page, values, learner)
            guard let adopted = adoption.apply() else { continue }
            guard !showsPercent(adopted, values) else { return nil }
            store.prefer(index)
            return adopted
        }
        return nil
    }

    /// All or nothing, and read in full each time: what a page may say depends on its numbers.
    private func decodeOpenMetrics(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        guard !page.isEmpty else { return .failed(.empty) }
        let samples = store.scratch.samples
        switch samples.read(page, .openmetrics, limits: settings.limits) {
        case .read: break
        case .refused(let fault): return .failed(.notOpenMetrics(PageKind.words(for: fault, in: page)))
        case .tooManySamples(let limit): return .failed(.tooManySamples(limit: limit))
        case .tooLarge(let bytes): return .failed(.tooLarge(limitBytes: bytes))
        }
        notice = nil
        copy(samples, into: values)
        if let layout, let signature, signature.matches(samples, page), !showsPercent(layout, values) {
            return answer(layout)
        }
        let built = built(samples, page, values, firstBadLine: nil)
        signature = SeriesSignature(samples, page)
        return answer(built)
    }

    /// Learns the page; once more if its numbers show that a ratio is none.
    private func built(
        _ samples: PageSamples, _ page: UnsafeRawBufferPointer, _ values: PageValues, firstBadLine: String?
    ) -> PageLayout {
        var built = learner.layout(samples, of: page, firstBadLine: firstBadLine)
        if showsPercent(built, values) {
            printsPercent = true
            built = learner.layout(samples, of: page, firstBadLine: firstBadLine)
        }
        layout = built
        earlier = nil
        return built
    }

    private func copy(_ samples: PageSamples, into values: PageValues) {
        values.resize(to: samples.count, timestamps: samples.hasTimestamps)
        for (index, sample) in samples.samples.enumerated() { values[index] = sample.value }
        guard let stamps = values.timestamps else { return }
        for (index, sample) in samples.samples.enumerated() { stamps[index] = sample.timestampMs }
    }
}
