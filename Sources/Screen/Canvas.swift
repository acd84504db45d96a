// A grid of cells that views draw on. Everything outside it is cut off; nothing drawn can fail.

/// Width x height cells, row by row.
public struct Canvas: Equatable, Sendable {
    /// Columns, 0 or more.
    public let width: Int
    /// Rows, 0 or more.
    public let height: Int
    /// `width` x `height` cells, from the top left, row by row.
    public private(set) var cells: [Cell]
    /// Where the hardware cursor stands, for screen readers: the selected cell.
    public var cursor: (x: Int, y: Int)?

    /// A canvas of one cell repeated; negative sizes are empty.
    public init(width: Int, height: Int, fill: Cell = .blank) {
        self.width = max(0, width)
        self.height = max(0, height)
        cells = Array(repeating: fill, count: self.width * self.height)
    }

    /// Size and cells; where the cursor stands does not count.
    public static func == (left: Canvas, right: Canvas) -> Bool {
        left.width == right.width && left.height == right.height && left.cells == right.cells
    }

    /// All of it, origin at 0, 0.
    public var bounds: Rect { Rect(x: 0, y: 0, width: width, height: height) }

    /// Outside the canvas reads are blank and writes are lost.
    public subscript(x: Int, y: Int) -> Cell {
        get { x >= 0 && y >= 0 && x < width && y < height ? cells[y * width + x] : .blank }
        set { if x >= 0, y >= 0, x < width, y < height { cells[y * width + x] = newValue } }
    }

    /// Writes `text` from (x, y), at most `limit` columns; the last becomes `…` if it does not fit.
    ///
    /// Text passes the sanitiser: what is unprintable or not one column wide is replaced.
    /// - Returns: the column after the last one written.
    @discardableResult
    public mutating func put(_ text: String, x: Int, y: Int, _ style: Style = .text, limit: Int = Int.max) -> Int {
        guard y >= 0, y < height, limit > 0, x < width else { return x }
        let room = min(limit, width - x)
        guard room > 0 else { return x }
        var column = 0
        for scalar in Sanitiser.columns(of: text) {
            if column == room {
                self[x + column - 1, y] = Cell("…", style)
                break
            }
            self[x + column, y] = Cell(scalar, style)
            column += 1
        }
        return x + column
    }

    /// Heat becomes dim: the numbers behind it are not of now.
    public mutating func fade() {
        for index in cells.indices {
            if cells[index].foreground.heatLevel != nil { cells[index].foreground = .role(.dimmed) }
            if cells[index].background.heatLevel != nil { cells[index].background = .role(.dimmed) }
        }
    }

    /// Writes `text` so that it ends before column `maxX`.
    @discardableResult
    public mutating func put(_ text: String, endingAt maxX: Int, y: Int, _ style: Style = .text) -> Int {
        let start = maxX - Sanitiser.width(of: text)
        put(text, x: start, y: y, style)
        return start
    }

    /// Sets every cell of a rectangle; what lies outside the canvas is cut off.
    public mutating func fill(_ rect: Rect, _ cell: Cell) {
        for y in max(0, rect.y)..<max(0, min(height, rect.maxY), rect.y) {
            for x in max(0, rect.x)..<max(0, min(width, rect.maxX), rect.x) { cells[y * width + x] = cell }
        }
    }

    /// Changes the style of what is already there.
    public mutating func restyle(_ rect: Rect, _ change: (inout Cell) -> Void) {
        for y in max(0, rect.y)..<max(0, min(height, rect.maxY), rect.y) {
            for x in max(0, rect.x)..<max(0, min(width, rect.maxX), rect.x) { change(&cells[y * width + x]) }
        }
    }
}
