// What one successful scrape hands to the core: numbers that already know what they are.

/// Values of one page of one target.
public struct Batch: Sendable {
    /// Number of the target in its list.
    public let target: Int
    /// When the page was taken.
    public let time: Timestamp
    /// What each of the values means, in their order.
    public let table: SeriesTable
    /// As printed, before factors and rates; one for each series. Owned by whoever has the batch.
    public let values: PageValues
    /// Size of the page; nil if nobody kept it.
    public let bytes: Int?
    /// Lines that could not be read.
    public let badLines: Int
    /// Line, reason and text of the first bad line, for people; without one what else is odd about the page, nil if nothing is.
    public let firstBadLine: String?
    /// From request to last byte; nil if nobody asked, or kept it.
    public let durationMs: Int?

    public init(
        target: Int, time: Timestamp, table: SeriesTable, values: PageValues, bytes: Int?, badLines: Int = 0,
        firstBadLine: String? = nil, durationMs: Int? = nil
    ) {
        self.target = target
        self.time = time
        self.table = table
        self.values = values
        self.bytes = bytes
        self.badLines = badLines
        self.firstBadLine = firstBadLine
        self.durationMs = durationMs
    }
}
