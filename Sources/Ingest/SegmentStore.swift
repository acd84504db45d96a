// One copy of every segment, however many targets have it (unsafe only to hash bytes). Bounded; when full, segments are simply not shared.

import Telemetry

/// Segments by content. Used on one thread.
public final class SegmentStore {
    static let limit = 400_000
    private var segments: [Key: [PageSegment]] = [:]
    private var count = 0

    public init() {}

    /// The stored segment with these heads, or a new one made by `make`.
    ///
    /// - Parameter before: what the page had said before this segment; equal heads mean equal series only then.
    func segment(
        heads: [UInt8], lengths: [Int32], before: PageFacts, percent: Bool, key context: Int,
        make: () -> (SeriesList.Block, PageFacts)
    ) -> PageSegment {
        let key = digest(heads, before, percent, context)
        if let found = segments[key]?.first(where: { $0.heads == heads && $0.lengths == lengths }) { return found }
        let made = make()
        let segment = PageSegment(heads: heads, lengths: lengths, block: made.0, facts: made.1)
        if count < Self.limit {
            segments[key, default: []].append(segment)
            count += 1
        }
        return segment
    }

    /// Forgets segments that no layout uses any more.
    public func prune() {
        for key in segments.keys {
            var list = segments.removeValue(forKey: key)!
            var kept: [PageSegment] = []
            while var segment = list.popLast() {
                if isKnownUniquelyReferenced(&segment) { count -= 1 } else { kept.append(segment) }
            }
            if !kept.isEmpty { segments[key] = kept }
        }
    }

    /// Two hashes of 64 bits: the facts before a segment are compared by hash alone.
    private func digest(_ heads: [UInt8], _ before: PageFacts, _ percent: Bool, _ context: Int) -> Key {
        var first = Hasher(), second = Hasher()
        heads.withUnsafeBytes { first.combine(bytes: $0) }
        first.combine(percent)
        first.combine(context)
        before.hash(into: &second)
        return Key(heads: first.finalize(), facts: second.finalize())
    }

    private struct Key: Hashable {
        let heads: Int
        let facts: Int
    }
}
