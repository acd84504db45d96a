// How many values lie where on a scale. A bin that holds anything shows: a lone outlier is what one looks for.

import Screen

/// Columns over a labelled axis.
struct Histogram {
    /// Positions on the scale, 0 to 1.
    let shares: [Double]
    let low: String
    var middle = ""
    let high: String

    func draw(_ drawing: inout Drawing, in area: Rect, ink: (Double) -> Ink) {
        guard area.height >= 2, area.width >= 8 else { return }
        var counts = [Int](repeating: 0, count: area.width)
        for share in shares { counts[min(area.width - 1, max(0, Int(share * Double(area.width))))] += 1 }
        let most = Double(max(1, counts.max() ?? 1))
        for (column, count) in counts.enumerated() where count > 0 {
            let cell = Rect(x: area.x + column, y: area.y, width: 1, height: area.height - 1)
            let place = (Double(column) + 0.5) / Double(area.width)
            Bars.columns(&drawing, [Double(count) / most], in: cell) { _ in ink(place) }
        }
        let y = area.maxY - 1
        drawing.canvas.put(low, x: area.x, y: y, .dim, limit: area.width)
        drawing.canvas.put(high, endingAt: area.maxX, y: y, .dim)
        if !middle.isEmpty {
            drawing.canvas.put(middle, x: area.x + (area.width - middle.count) / 2, y: y, .dim, limit: area.width)
        }
    }
}
