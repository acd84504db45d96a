// Where the columns of a view are times. The last column is the moment. It draws nothing.

import Screen
import Telemetry

/// An area whose columns hold the same number of slots each.
struct TimeAxis: Sendable {
    let area: Rect
    let slotsPerColumn: Int
    /// Lines of the list that one row of cells stands for.
    let linesPerRow: Int
    let stepMs: Int64
    let moment: Timestamp

    /// How many slots before the moment a column is; columns beside the area are its nearest.
    func slots(_ x: Int) -> Int { (area.maxX - 1 - min(max(x, area.x), area.maxX - 1)) * slotsPerColumn }

    /// From the beginning of the earlier column to the end of the later one, nil within one column.
    func span(_ x: Int, _ other: Int) -> (from: Timestamp, to: Timestamp)? {
        let late = min(slots(x), slots(other)), early = max(slots(x), slots(other))
        guard early > late else { return nil }
        return (moment - Int64(early + slotsPerColumn) * stepMs, moment - Int64(late) * stepMs)
    }
}
