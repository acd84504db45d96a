// In which order a thin line gets the rows of a frame. No terminal here, no bytes.

/// What a user acts on comes first, the clock's row last: all that stands on the screen is then at least as new as the clock says.
public struct RowOrder: Equatable, Sendable {
    /// The row that goes on where the last part of a frame ended; 0 is the clock's, which comes last.
    public private(set) var next = 1
    private var urgent: [Int] = []

    /// The first round begins below the clock.
    public init() {}

    /// Rows of a frame, each once.
    ///
    /// - Parameters:
    ///   - height: rows of the screen.
    ///   - cursor: the row that the selection is in.
    public mutating func rows(height: Int, cursor: Int?) -> [Int] {
        guard height > 0 else { return [] }
        urgent = [cursor, height - 2, height - 1].compactMap { $0 }.filter { $0 > 0 && $0 < height }
        let start = next < height ? next : 1
        let round = Array(start..<max(start, height)) + Array(1..<max(1, min(start, height))) + [0]
        var seen = Set<Int>()
        return (urgent + round).filter { seen.insert($0).inserted }
    }

    /// The line is full: the round goes on with this row, unless it was not even begun.
    public mutating func stop(before row: Int) {
        if !urgent.contains(row) { next = max(1, row) }
    }
}
