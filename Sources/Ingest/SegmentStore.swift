// One copy of every run of heads and of every segment, however many targets have it (unsafe: compares borrowed bytes).
// Bounded; when full, new ones are simply not shared.

import Exposition
import Telemetry

/// Runs and segments by content, and the memory that learning a page needs. Used on one thread.
public final class SegmentStore {
    static let limit = 400_000
    private var runs: [UInt64: [HeadRun]] = [:]
    private var segments: [Key: [PageSegment]] = [:]
    private var count = 0
    let scratch = LearningScratch()
    private var typed: [String]?
    private var place: [[UInt8]]?
    /// Pages that a new target's may look like, the newest match first.
    private(set) var templates: [PageTemplate] = []
    static let templateLimit = 8

    public init() {}

    /// Names whose meaning depends on their TYPE line. All decoders of a store share one catalogue.
    func typedNames(_ catalogue: Catalogue) -> [String] {
        if let typed { return typed }
        let names = PageTypes.names(catalogue)
        typed = names
        return names
    }

    /// Labels that have a say in where a series stands, host, GPU or part of one.
    func placeNames(_ catalogue: Catalogue) -> [[UInt8]] {
        if let place { return place }
        let identity = catalogue.identity
        let names = (identity.host + identity.instance + identity.gpu + identity.uuid + identity.mig + identity.link)
            .map { Array($0.utf8) }
        place = names
        return names
    }

    /// Remembers a page for others to look like.
    func append(_ template: PageTemplate) {
        if templates.count == Self.templateLimit { templates.removeLast() }
        templates.insert(template, at: 0)
    }

    /// The next page is likely to look like this one.
    func prefer(_ index: Int) {
        guard index > 0 else { return }
        templates.insert(templates.remove(at: index), at: 0)
    }

    /// The stored run of these heads, or a new one.
    func run(_ bytes: UnsafeBufferPointer<UInt8>, _ heads: [HeadRun.Head]) -> HeadRun {
        let key = HeadRun.hash(bytes, heads)
        if let found = runs[key]?.first(where: { $0.equals(bytes, heads) }) { return found }
        let run = HeadRun(bytes: bytes, heads: heads)
        if count < Self.limit {
            runs[key, default: []].append(run)
            count += 1
        }
        return run
    }

    /// The stored segment of a run without slots, or a new one made by `make`.
    ///
    /// - Parameters:
    ///   - before: what the page had said before this segment; equal heads mean equal series only then.
    ///   - types: the types it had given, as far as they matter.
    ///   - context: what the target itself says; 0 for most.
    func segment(
        _ run: HeadRun, before: PageFacts, types: PageTypes, percent: Bool, context: Int, make: () -> PageSegment
    ) -> PageSegment {
        var hasher = Hasher()
        before.hash(into: &hasher)
        hasher.combine(types)
        hasher.combine(context)
        // Facts are compared by hash alone.
        let key = Key(run: ObjectIdentifier(run), facts: hasher.finalize(), percent: percent)
        if let found = segments[key]?.first(where: { $0.run === run }) { return found }
        let segment = make()
        if count < Self.limit {
            segments[key, default: []].append(segment)
            count += 1
        }
        return segment
    }

    /// Forgets what no layout uses any more.
    public func prune() {
        for key in segments.keys {
            let kept = prune(segments.removeValue(forKey: key)!)
            if !kept.isEmpty { segments[key] = kept }
        }
        for key in runs.keys {
            let kept = prune(runs.removeValue(forKey: key)!)
            if !kept.isEmpty { runs[key] = kept }
        }
    }

    private func prune<Element: AnyObject>(_ list: consuming [Element]) -> [Element] {
        var kept: [Element] = []
        while var element = list.popLast() {
            if isKnownUniquelyReferenced(&element) { count -= 1 } else { kept.append(element) }
        }
        return kept
    }

    private struct Key: Hashable {
        let run: ObjectIdentifier
        let facts: Int
        let percent: Bool
    }
}
