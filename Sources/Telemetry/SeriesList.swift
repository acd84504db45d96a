// The series of a page in shared blocks: 3,450 hosts with the same software have one copy of what they have in common.

/// A random access collection of series.
public struct SeriesList: RandomAccessCollection, Sendable {
    /// Up to `SeriesList.blockSize` series; all blocks but the last are full.
    public final class Block: Sendable {
        public let series: [SeriesTable.Series]
        public init(_ series: [SeriesTable.Series]) { self.series = series }
    }

    public static let blockSize = 64

    public let blocks: [Block]
    public let count: Int

    public init(blocks: [Block]) {
        self.blocks = blocks
        count = blocks.reduce(0) { $0 + $1.series.count }
    }

    public var startIndex: Int { 0 }
    public var endIndex: Int { count }

    public subscript(index: Int) -> SeriesTable.Series {
        blocks[index / Self.blockSize].series[index % Self.blockSize]
    }
}
