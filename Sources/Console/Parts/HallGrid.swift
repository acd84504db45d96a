// Where every rack of the hall goes on the screen: floor-plan places, at the finest shape that fits. No values.

import Facility
import Screen

/// The geometry of a hall map inside an area.
public struct HallGrid: Sendable {
    /// How one rack is drawn, the same for all.
    public let shape: MapShape
    /// Where racks are drawn: the area given, without row names and the line of rack numbers.
    public let area: Rect
    /// Trays and GPUs per tray of the largest rack.
    public let trays: Int
    /// GPUs of the fullest tray, 1 at least.
    public let gpus: Int
    private let hasGPUs: Bool
    /// Cells from one rack, or row, to the next.
    public let stepX: Int
    /// Lines from one row to the next.
    public let stepY: Int
    /// Rows and columns that have a place on the screen.
    public let rows: Int
    /// Racks of the longest row, gaps of the floor plan counted.
    public let columns: Int
    /// The floor plan's number of each column on the screen.
    public let numbers: [Int]
    /// What its racks are numbered, where all of a column have one number: gaps have none, and mirrored rows no common one.
    public let labels: [Int?]
    private let columnOfNumber: [Int: Int]
    /// Gaps wider than this are no aisle: one rack with a number far away must not push the hall off the screen.
    private static let widestGap = 8

    /// Space for row names on the left and rack numbers below.
    static let labelWidth = 4

    /// - Parameter detail: steps away from the finest shape that fits, positive is coarser.
    /// - Returns: nil if not even one number per rack fits.
    public init?(topology: Topology, area: Rect, detail: Int = 0) {
        let map = Rect(
            x: area.x + Self.labelWidth, y: area.y, width: area.width - Self.labelWidth, height: area.height - 1)
        let trays = max(1, topology.trays.map(\.number).max() ?? 1)
        let gpus = max(1, topology.trays.map(\.gpus.count).max() ?? 1)
        let numbers = Self.numbers(topology)
        let shapes = MapShape.fitting(
            columns: numbers.count, rows: topology.rows.count, trays: trays, gpus: gpus, width: map.width,
            height: map.height)
        guard let shape = shapes.isEmpty ? nil : shapes[min(max(0, detail), shapes.count - 1)] else { return nil }
        self.shape = shape
        self.area = map
        self.trays = trays
        self.gpus = gpus
        hasGPUs = topology.gpuCount > 0
        stepX = shape.width + shape.gapX
        stepY = shape.height + shape.gapY
        rows = topology.rows.count
        columns = numbers.count
        self.numbers = numbers
        let named = Dictionary(grouping: topology.racks, by: \.column).mapValues { Set($0.map(\.number)) }
        labels = numbers.map { column in named[column].flatMap { $0.count == 1 ? $0.first : nil } }
        columnOfNumber = Dictionary(uniqueKeysWithValues: numbers.enumerated().map { ($1, $0) })
    }

    /// Every column of the floor plan from the first on, but of a very wide gap only one.
    private static func numbers(_ topology: Topology) -> [Int] {
        var numbers: [Int] = []
        for number in Set(topology.racks.map(\.column)).sorted() {
            let next = (numbers.last ?? 0) + 1
            if number - next <= widestGap {
                numbers += next...number
            } else {
                numbers += [next, number]
            }
        }
        return numbers
    }

    /// The cells of a rack, by the floor plan's number of its column.
    public func box(row: Int, number: Int) -> Rect {
        Rect(
            x: area.x + (columnOfNumber[number] ?? 0) * stepX, y: area.y + row * stepY, width: shape.width,
            height: shape.height)
    }

    /// The line of rack numbers.
    public var labelLine: Int { area.y + rows * stepY }

    /// The columns the map really takes, from the row names on.
    public var usedWidth: Int { Self.labelWidth + columns * stepX }

    /// `1 pixel = 2 GPUs`
    ///
    /// - Parameter hasHalfBlocks: a cell shows two pixels; else one glyph stands for both, which need not be neighbours in the rack.
    public func pixelWords(hasHalfBlocks: Bool = true) -> String {
        if shape.isNumber { return "1 number = 1 rack, mean; worst mark shown" }
        let units = shape.unitsPerPixel
        let isWhole = hasHalfBlocks && units == 1
        return (hasHalfBlocks ? "1 pixel = " : "glyph: 2x") + unitWords(units)
            + (isWhole ? "" : ", worst mark shown")
    }

    private func unitWords(_ units: Int) -> String {
        guard hasGPUs else { return Figures.counted(units, "host") }
        guard units > 1, units % gpus == 0 else { return Figures.counted(units, "GPU") }
        return units == gpus ? "1 tray (\(gpus) GPUs)" : "\(units / gpus) trays (\(units) GPUs)"
    }
}
