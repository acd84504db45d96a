// A chart of one or two series over time in braille dots: a line, the band between least and greatest where several values
// share a column, an axis with its unit, marks of events. A gap is a gap.
//
//   100 % ⢀⣀⡠⠤⠒⠒⠤⣀
//         ⠉⠉      ⠉⠒⠤⠤⠤
//     0 %            ×      ▲
//         -3 m             now

import Screen

/// Values oldest first; the newest stands at the right edge.
struct LineChart {
    /// One line.
    struct Series {
        var values: [Float]
        var role: Role = .chart
    }

    /// Something that happened, by how many values before the newest.
    struct Event {
        let ago: Int
        let glyph: Unicode.Scalar
        let role: Role
    }

    var series: [Series]
    var low: Double
    var high: Double
    /// The ends of the scale in words.
    var lowWords = ""
    var highWords = ""
    var events: [Event] = []
    /// How long ago the oldest value is, in words; empty leaves the time axis out.
    var spanWords = ""

    func draw(_ drawing: inout Drawing, in area: Rect) {
        guard area.width >= 4, area.height >= 1 else { return }
        let labels = area.width >= 24 && area.height >= 2 ? min(11, max(lowWords.count, highWords.count) + 1) : 0
        let axis = area.height >= 4 && !spanWords.isEmpty ? 1 : 0
        let plot = Rect(x: area.x + labels, y: area.y, width: area.width - labels, height: area.height - axis)
        if labels > 0 {
            drawing.canvas.put(highWords, endingAt: plot.x - 1, y: plot.y, Style(.faint))
            drawing.canvas.put(lowWords, endingAt: plot.x - 1, y: plot.maxY - 1, Style(.faint))
        }
        let folds = series.map { Self.fold($0.values, columns: plot.width * 2) }
        drawAxis(&drawing, folds, plot)
        for (one, folds) in zip(series, folds).reversed() { draw(one, folds, &drawing, plot) }
        drawEvents(&drawing, plot)
        guard axis == 1 else { return }
        // Under the oldest value, which stands at the left edge only if there are enough of them.
        let used = min(plot.width * 2, series.map(\.values.count).max() ?? 0)
        let start = min(plot.maxX - (used + 1) / 2, plot.maxX - 4 - spanWords.count)
        drawing.canvas.put(spanWords, x: max(plot.x, start), y: plot.maxY, Style(.faint), limit: plot.width)
        drawing.canvas.put("now", endingAt: plot.maxX, y: plot.maxY, Style(.faint))
    }

    /// Only where something is known: an axis under a gap would look like a line at the bottom.
    private func drawAxis(_ drawing: inout Drawing, _ folds: [[Column?]], _ plot: Rect) {
        for column in 0..<plot.width where folds.contains(where: { $0[column * 2] != nil || $0[column * 2 + 1] != nil })
        {
            drawing.canvas[plot.x + column, plot.maxY - 1] = Cell("·", Style(.barTrack))
        }
    }

    /// Which dots of a cell lie at a column and row: braille counts its dots in a way of its own.
    private static let dots: [[UInt32]] = [[0x01, 0x02, 0x04, 0x40], [0x08, 0x10, 0x20, 0x80]]

    private func draw(_ one: Series, _ folds: [Column?], _ drawing: inout Drawing, _ plot: Rect) {
        let rows = plot.height * 4
        var line = [UInt32](repeating: 0, count: plot.width * plot.height), band = line
        func row(_ value: Double) -> Int {
            let share = high > low ? max(0, min(1, (value - low) / (high - low))) : 0
            return rows - 1 - Int((share * Double(rows - 1)).rounded())
        }
        func set(_ bits: inout [UInt32], _ column: Int, _ row: Int) {
            bits[row / 4 * plot.width + column / 2] |= Self.dots[column % 2][row % 4]
        }
        var before: Int?
        for (column, fold) in folds.enumerated() {
            guard let fold else {
                before = nil
                continue
            }
            let now = row(fold.mean)
            // The line is joined: what lies between two columns' rows belongs to the later.
            for dot in min(now, before ?? now)...max(now, before ?? now) { set(&line, column, dot) }
            for dot in min(row(fold.most), now)...max(row(fold.least), now) { set(&band, column, dot) }
            before = now
        }
        for index in line.indices where line[index] | band[index] != 0 {
            let bits = line[index] != 0 ? line[index] : band[index]
            guard let glyph = Unicode.Scalar(0x2800 + bits) else { continue }
            drawing.canvas[plot.x + index % plot.width, plot.y + index / plot.width] = Cell(
                glyph, Style(line[index] != 0 ? one.role : .chartBand))
        }
    }

    /// What is known of the values that share a column of dots.
    typealias Column = (least: Double, mean: Double, most: Double)

    /// Least, mean and greatest per column; nil where nothing is known. Fewer values than columns keep to the right.
    static func fold(_ values: [Float], columns: Int) -> [Column?] {
        var folds = [Column?](repeating: nil, count: columns)
        guard !values.isEmpty, columns > 0 else { return folds }
        let used = min(columns, values.count)
        for column in 0..<used {
            let part = values[column * values.count / used..<(column + 1) * values.count / used]
            var sum = 0.0, known = 0.0, least = Double.infinity, most = -Double.infinity
            for value in part where value.isFinite {
                sum += Double(value)
                known += 1
                least = min(least, Double(value))
                most = max(most, Double(value))
            }
            if known > 0 { folds[columns - used + column] = (least, sum / known, most) }
        }
        return folds
    }

    private func drawEvents(_ drawing: inout Drawing, _ plot: Rect) {
        let count = series.map(\.values.count).max() ?? 0
        let used = min(plot.width * 2, count)
        guard used > 0 else { return }
        for event in events where event.ago >= 0 && event.ago < count {
            let column = plot.width * 2 - 1 - event.ago * used / count
            drawing.canvas[plot.x + max(0, column / 2), plot.maxY - 1] = Cell(event.glyph, Style(event.role))
        }
    }
}
