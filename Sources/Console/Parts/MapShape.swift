// How a rack's GPUs fold into the cells it is given: the level-of-detail rule. Pure arithmetic over sizes, no values.

/// A box of cells for one rack, and how many GPUs each of its half-block pixels stands for.
public struct MapShape: Hashable, Sendable {
    /// Cells across and down.
    public let width: Int
    /// Cells down.
    public let height: Int
    /// GPUs that one pixel stands for; 0 if a rack is one number.
    public let unitsPerPixel: Int
    /// Pixels of a whole rack, up to two a cell; 1 if it is a number.
    public let pixels: Int
    /// Empty columns and rows between racks.
    public let gapX: Int
    /// Empty lines between rows, 0 or 1.
    public let gapY: Int
    /// Trays run across and GPUs down.
    public let transposed: Bool

    /// True if a rack is one number, not pixels.
    public var isNumber: Bool { unitsPerPixel == 0 }

    /// The shapes for racks of `trays` x `gpus` units, finest first.
    ///
    /// Every pixel of a shape stands for the same number of units, and units fill pixels in elevation order.
    static func candidates(trays: Int, gpus: Int) -> [(units: Int, across: Int, down: Int, transposed: Bool)] {
        let total = trays * gpus
        var shapes: [(units: Int, across: Int, down: Int, transposed: Bool)] = []
        let divisors = (1...max(1, total)).filter { total % $0 == 0 }
        for units in divisors {
            let pixels = total / units
            // Widths that keep trays aligned come first, then the tall ones, then the rest.
            let aligned = gpus % units == 0 ? gpus / units : 1
            let widths = (1...pixels).filter { pixels % $0 == 0 }
                .sorted { ($0 % aligned == 0 ? 0 : 1, $0) < ($1 % aligned == 0 ? 0 : 1, $1) }
            for across in widths { shapes.append((units, across, pixels / across, false)) }
            if units < gpus, gpus % units == 0 { shapes.append((units, trays, gpus / units, true)) }
        }
        return shapes
    }

    /// All shapes with which `columns` x `rows` racks fit into `width` x `height` cells, finest first.
    public static func fitting(
        columns: Int, rows: Int, trays: Int, gpus: Int, width: Int, height: Int
    ) -> [MapShape] {
        guard columns > 0, rows > 0 else { return [] }
        var fits: [MapShape] = []
        let boxWidth = width / columns, boxHeight = height / rows
        guard boxWidth > 0, boxHeight > 0 else { return [] }
        for shape in candidates(trays: min(trays, 64), gpus: min(gpus, 32)) {
            let cellsDown = (shape.down + 1) / 2
            guard shape.across < boxWidth || (boxWidth == 1 && shape.across == 1), cellsDown <= boxHeight else {
                continue
            }
            if fits.last?.unitsPerPixel == shape.units { continue }
            let gapX = min(2, boxWidth - shape.across)
            let gapY = min(1, boxHeight - cellsDown)
            fits.append(
                MapShape(
                    width: shape.across, height: cellsDown, unitsPerPixel: shape.units,
                    pixels: shape.across * shape.down, gapX: gapX, gapY: gapY, transposed: shape.transposed))
        }
        if boxWidth >= 3 {
            fits.append(
                MapShape(
                    width: min(4, boxWidth) - 1, height: 1, unitsPerPixel: 0, pixels: 1, gapX: 1,
                    gapY: min(1, boxHeight - 1), transposed: false))
        }
        return fits
    }

    /// The pixel that unit `index` (tray from the top x GPU) of a rack falls into.
    public func pixel(unit index: Int, gpusPerTray: Int) -> (x: Int, y: Int) {
        if transposed {
            let perTray = max(1, gpusPerTray / unitsPerPixel)
            let slot = index / unitsPerPixel
            return (slot / perTray, slot % perTray)
        }
        let pixel = unitsPerPixel == 0 ? 0 : index / unitsPerPixel
        return (pixel % width, pixel / width)
    }
}
