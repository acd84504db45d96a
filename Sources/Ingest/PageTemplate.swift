// A page that others may look like (unsafe: borrows it once): a layout whose meaning is known by what its repeating blocks say.

import Exposition
import Telemetry

/// The layout of one target as a pattern for others of the same store. Immutable.
final class PageTemplate {
    let layout: PageLayout
    /// By slot.
    let evidence: [SlotEvidence]
    /// The labels of each slot in their one spelling.
    let texts: [String]
    private let limits: PageLimits
    private let honorsLabels: Bool
    private let sharingKey: Int

    /// - Parameters:
    ///   - samples: all of `page`, of which `layout` has just been learned.
    /// - Returns: nil if the page says things that another line, rule or target decides about.
    init?(_ layout: PageLayout, _ samples: PageSamples, _ page: UnsafeRawBufferPointer, _ learner: PageLearner) {
        guard let last = layout.pieces.last?.facts, !last.refers, layout.badLines == 0, !layout.isStamped,
            layout.startFacts.stamp == PageFacts().stamp, learner.settings.context.rules.isEmpty, !learner.percent
        else { return nil }
        self.layout = layout
        limits = learner.settings.limits
        honorsLabels = learner.settings.context.honorsLabels
        sharingKey = learner.settings.context.sharingKey
        let blocks = learner.store.scratch.blocks, names = learner.settings.catalogue.labelNames
        let resolver = learner.resolver(last)
        var evidence = [SlotEvidence?](repeating: nil, count: layout.slots.count)
        var texts = [String](repeating: "", count: layout.slots.count)
        for (index, sample) in samples.samples.enumerated() {
            guard let slot = blocks.slot(ofSample: index) else { continue }
            // A name inside of the braces would be part of the block.
            guard sample.name.lowerBound < sample.labels.lowerBound else { return nil }
            guard evidence[slot] == nil else { continue }
            let labels = blocks.labels(ofSample: index, sample.labels, in: page, names)
            guard let found = SlotEvidence(labels, resolver) else { return nil }
            evidence[slot] = found
            texts[slot] = blocks.text(ofSample: index, sample.labels, in: page)
        }
        self.evidence = evidence.compactMap { $0 }
        self.texts = texts
        guard self.evidence.count == layout.slots.count else { return nil }
    }

    /// Whether what was learned here holds for a target of this learner.
    func serves(_ learner: PageLearner) -> Bool {
        limits == learner.settings.limits && sharingKey == learner.settings.context.sharingKey && !learner.percent
            && honorsLabels == learner.settings.context.honorsLabels && learner.settings.context.rules.isEmpty
    }
}
