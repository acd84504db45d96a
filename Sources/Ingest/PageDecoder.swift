// Hop 2: page to values, for one target (unsafe: borrows the page). Steady pages go by the layout, all others by the parser.

import Exposition
import Telemetry

/// Remembers one target's page. Used on one thread.
public final class PageDecoder {
    private let catalogue: Catalogue
    private let store: SegmentStore
    private let limits: PageLimits
    private let context: SeriesContext
    private let typedNames: [String]
    private var layout: PageLayout?
    private var signature: SeriesSignature?
    /// Pages that had to be read in full; OpenMetrics, where every page is, does not count.
    public private(set) var fullReads = 0
    /// Pages that only gained or lost a few lines: those were learned, the rest was known.
    public private(set) var patches = 0
    /// Once seen above one, a ratio of this target is in per cent for good.
    public private(set) var printsPercent = false

    /// - Parameter store: shared by decoders on one thread, all of the same catalogue.
    public init(
        catalogue: Catalogue, store: SegmentStore, context: SeriesContext = SeriesContext(),
        limits: PageLimits = PageLimits()
    ) {
        self.context = context
        typedNames = store.typedNames(catalogue)
        self.catalogue = catalogue
        self.store = store
        self.limits = limits
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
        guard let known = layout, page.count <= limits.pageBytes else { return learn(page, into: values) }
        if let difference = known.read(page, into: values) {
            var patch = LayoutPatch(known, page, values, learner)
            guard let patched = patch.apply(difference) else { return learn(page, into: values) }
            patches += 1
            layout = patched
        }
        guard let current = layout, !showsPercent(current, values) else { return learn(page, into: values) }
        return .values(current.table, badLines: current.badLines, firstBadLine: current.firstBadLine)
    }

    /// Forgets the page, but not what is known of the target: the next page is read in full.
    public func forget() {
        layout = nil
        signature = nil
    }

    /// Bytes that this target's layout holds alone.
    public var ownBytes: Int { layout?.slots.byteCount ?? 0 }

    private var learner: PageLearner {
        PageLearner(
            catalogue: catalogue, store: store, context: context, limits: limits, percent: printsPercent,
            typedNames: typedNames)
    }

    /// Whether a ratio whose scale the name does not settle is above one for the first time.
    private func showsPercent(_ layout: PageLayout, _ values: PageValues) -> Bool {
        !printsPercent && layout.ratios.contains { values[$0] > 1 && values[$0] <= 100 }
    }

    private func learn(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        guard !page.isEmpty else { return .failed(.empty) }
        fullReads += 1
        let samples = store.scratch.samples
        switch samples.read(page, .prometheus, limits: limits) {
        case .read: break
        case .refused(let fault): return .failed(.notMetrics(fault.text))
        case .tooManySamples(let limit): return .failed(.tooManySamples(limit: limit))
        case .tooLarge(let bytes): return .failed(.tooLarge(limitBytes: bytes))
        }
        let first = samples.faults.kept.first
        guard samples.count > 0 else { return .failed(.notMetrics(PageKind.words(for: page, first))) }
        copy(samples, into: values)
        let built = built(samples, page, values, firstBadLine: first.map { PageKind.words(for: $0, in: page) })
        return .values(built.table, badLines: built.badLines, firstBadLine: built.firstBadLine)
    }

    /// All or nothing, and read in full each time: what a page may say depends on its numbers.
    private func decodeOpenMetrics(_ page: UnsafeRawBufferPointer, into values: PageValues) -> DecodedPage {
        guard !page.isEmpty else { return .failed(.empty) }
        let samples = store.scratch.samples
        switch samples.read(page, .openmetrics, limits: limits) {
        case .read: break
        case .refused(let fault): return .failed(.notOpenMetrics(PageKind.words(for: fault, in: page)))
        case .tooManySamples(let limit): return .failed(.tooManySamples(limit: limit))
        case .tooLarge(let bytes): return .failed(.tooLarge(limitBytes: bytes))
        }
        copy(samples, into: values)
        if let layout, let signature, signature.matches(samples, page), !showsPercent(layout, values) {
            return .values(layout.table, badLines: 0, firstBadLine: nil)
        }
        let built = built(samples, page, values, firstBadLine: nil)
        signature = SeriesSignature(samples, page)
        return .values(built.table, badLines: 0, firstBadLine: nil)
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
        return built
    }

    private func copy(_ samples: PageSamples, into values: PageValues) {
        values.resize(to: samples.count, timestamps: samples.hasTimestamps)
        for (index, sample) in samples.samples.enumerated() { values[index] = sample.value }
        guard let stamps = values.timestamps else { return }
        for (index, sample) in samples.samples.enumerated() { stamps[index] = sample.timestampMs }
    }
}
