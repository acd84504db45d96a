// The series of a page in shared blocks: 3,450 hosts with the same software have one copy of what they have in common.

/// A random access collection of series: stretches of blocks, in page order.
public struct SeriesList: RandomAccessCollection, Sendable {
    /// Series that were learned together.
    public final class Block: Sendable {
        /// In page order, `blockSize` at most.
        public let series: [SeriesTable.Series]
        /// Positions of those that feed a metric: most of a host's page feeds none, and need not be looked at again.
        public let fed: [Int]
        /// Name and label block of each series as the page prints them, whatever it feeds: what a recording keeps as evidence.
        /// Empty if nobody kept them.
        public let printed: [(name: String, labels: String)]

        /// What its series are like, counted once for all pages that share it.
        public let summary: Summary

        /// - Parameter printed: one for each series, or none.
        public init(_ series: [SeriesTable.Series], printed: [(name: String, labels: String)] = []) {
            self.series = series
            self.printed = printed
            fed = series.indices.filter { series[$0].metric != nil }
            summary = Summary(series[...])
        }

        /// The block of another target whose page differs in labels alone.
        ///
        /// - Parameter labels: the label block by position, nil where it is the same. A series that keeps none has none here either.
        public init(_ other: Block, labels: (Int) -> String?) {
            var series = other.series, printed = other.printed
            for index in series.indices {
                guard let text = labels(index) else { continue }
                if !series[index].labels.isEmpty { series[index] = series[index].relabelled(text) }
                if index < printed.count { printed[index].labels = text }
            }
            self.series = series
            self.printed = printed
            fed = other.fed
            summary = other.summary
        }
    }

    /// The first series that stood before under the same name and labels, nil if there is none.
    ///
    /// - Parameter isMeant: names that are looked at.
    public func firstRepeat(where isMeant: (String) -> Bool) -> Int? {
        struct Name: Hashable {
            let name: String
            let labels: String
        }
        var seen = Set<Name>(), index = 0
        for part in parts {
            for position in part.range {
                defer { index += 1 }
                guard position < part.block.printed.count else { continue }
                let (name, labels) = part.block.printed[position]
                if isMeant(name), !seen.insert(Name(name: name, labels: labels)).inserted { return index }
            }
        }
        return nil
    }

    /// The same of all names.
    public var firstRepeat: Int? { firstRepeat { _ in true } }

    /// A stretch of a block. A page that lost or gained a line keeps the blocks of all others.
    public struct Part: Sendable {
        /// The block it is cut from, shared with other lists.
        public let block: Block
        /// Positions in `block.series`.
        public let range: Range<Int>
        /// Where it begins in its list.
        fileprivate(set) var start = 0

        /// Whether it is all of its block.
        public var isWhole: Bool { range.count == block.series.count }

        public init(block: Block, range: Range<Int>) {
            self.block = block
            self.range = range
        }
    }

    /// Series that are learned together at most.
    public static let blockSize = 64

    /// In page order; several may be cut from one block.
    public private(set) var parts: [Part]
    /// Series in all parts.
    public let count: Int

    /// Of stretches in page order; costs one pass over the parts.
    public init(parts: [Part]) {
        self.parts = parts
        var count = 0
        for index in parts.indices {
            self.parts[index].start = count
            count += parts[index].range.count
        }
        self.count = count
    }

    /// Of whole blocks in page order.
    public init(blocks: [Block]) {
        self.init(parts: blocks.map { Part(block: $0, range: 0..<$0.series.count) })
    }

    /// Every series that feeds a metric, with its index in the list.
    public func forEachFed(_ body: (_ index: Int, _ series: SeriesTable.Series, _ metric: MetricID) -> Void) {
        for part in parts {
            for position in part.block.fed where part.range.contains(position) {
                guard let metric = part.block.series[position].metric else { continue }
                body(part.start + position - part.range.lowerBound, part.block.series[position], metric)
            }
        }
    }

    /// Series that no relabelling rule dropped; costs a pass over the parts.
    public var keptCount: Int {
        parts.reduce(count) { kept, part in
            kept - (part.isWhole ? part.block.summary : Summary(part.block.series[part.range])).dropped
        }
    }

    /// The blocks that the parts are of.
    public var blocks: [Block] { parts.map(\.block) }
    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    /// The series at a position of the page.
    public subscript(index: Int) -> SeriesTable.Series {
        let (block, position) = place(index)
        return block.series[position]
    }

    /// Name and label block as the page prints them, nil if nobody kept them.
    public func printed(at index: Int) -> (name: String, labels: String)? {
        let (block, position) = place(index)
        return position < block.printed.count ? block.printed[position] : nil
    }

    /// The first guess, or a binary search over the parts.
    private func place(_ index: Int) -> (block: Block, position: Int) {
        // As long as a page was learned whole, all blocks but the last are full and the first guess is right.
        var part = Swift.min(index / Self.blockSize, parts.count - 1)
        if parts[part].start > index || index - parts[part].start >= parts[part].range.count {
            var low = 0, high = parts.count
            while high - low > 1 {
                let middle = (low + high) / 2
                if parts[middle].start <= index { low = middle } else { high = middle }
            }
            part = low
        }
        return (parts[part].block, parts[part].range.lowerBound + index - parts[part].start)
    }
}
