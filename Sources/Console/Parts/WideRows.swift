// A table that is wider than its room: drawn in parts, one under the other, each with the names at its left. It cuts between columns, where all
// rows have a blank, so no number loses a digit. It draws nothing.

import Screen

enum WideRows {
    /// Rows of equal columns as parts of at most `width`; one part where all fits, or where nothing looks like columns.
    static func parts(_ rows: [String], width: Int) -> [[String]] {
        let cells = rows.map { Sanitiser.columns(of: $0) }
        let longest = cells.map(\.count).max() ?? 0
        guard longest > width else { return [rows] }
        func isBlank(_ column: Int) -> Bool { cells.allSatisfy { column >= $0.count || $0[column] == " " } }
        let gap = (1..<longest).first(where: isBlank) ?? longest
        let names = (gap..<longest).first { !isBlank($0) } ?? longest
        guard names <= width / 2 else { return [rows] }
        var parts: [[String]] = [], from = 0
        while from < longest {
            let room = width - (from == 0 ? 0 : names)
            let ends = stride(from: from + room + 1, to: from + (from == 0 ? names : 0), by: -1)
            let fits = longest - from <= room
            let end = fits ? longest : ends.first { isBlank($0 - 1) } ?? from + room
            parts.append(cells.map { text($0.prefix(from == 0 ? 0 : names) + $0.dropFirst(from).prefix(end - from)) })
            from = end
        }
        return parts
    }

    private static func text(_ cells: ArraySlice<Unicode.Scalar>) -> String {
        String(String.UnicodeScalarView(cells.dropLast(cells.reversed().prefix { $0 == " " }.count)))
    }
}
