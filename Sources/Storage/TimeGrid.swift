// A span of time cut into equal columns: what a timeline is drawn on. Pure arithmetic.

import Telemetry

/// Columns of time, the last of which ends at `end`.
public struct TimeGrid: Equatable, Sendable {
    /// End of the last column.
    public let end: Timestamp
    /// Length of all columns together, 1 to 2^50.
    public let spanMs: Int64
    /// How many, 0 to 100,000.
    public let columns: Int

    /// Both figures are brought into their bounds.
    public init(end: Timestamp, spanMs: Int64, columns: Int) {
        self.end = end
        self.spanMs = max(1, min(spanMs, 1 << 50))
        self.columns = max(0, min(columns, 100_000))
    }

    /// Beginning of the first column.
    public var start: Timestamp { end - spanMs }

    /// Length of a column, rounded down.
    public var columnMs: Int64 { spanMs / Int64(max(1, columns)) }

    /// The column that the moment just before `time` falls into, nil if it is outside.
    public func column(endingAt time: Timestamp) -> Int? {
        let ago = end - time
        guard ago >= 0, ago < spanMs, columns > 0 else { return nil }
        return columns - 1 - Int(ago * Int64(columns) / spanMs)
    }

    /// The columns that a step of a longer ring stands for: the one it ends in, or, if it is longer than a column, all that end within it.
    func columns(ofStepFrom from: Timestamp, to: Timestamp) -> Range<Int> {
        guard to - from > columnMs else { return column(endingAt: to).map { $0..<$0 + 1 } ?? 0..<0 }
        guard from < end, to > start, columns > 0 else { return 0..<0 }
        let first = column(endingAt: from + 1) ?? 0
        return first..<max(first, column(endingAt: to + 1) ?? columns)
    }

    /// When a column ends.
    public func end(of column: Int) -> Timestamp {
        end - spanMs * Int64(columns - 1 - column) / Int64(max(1, columns))
    }
}
