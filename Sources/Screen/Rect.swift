// A rectangle of cells. Never negative: an operation that would make it so makes it empty.

/// Origin and size in cells, origin at the top left.
public struct Rect: Hashable, Sendable {
    /// Origin, which may be negative, and size, which is not; all in cells.
    public let x: Int, y: Int, width: Int, height: Int

    /// A negative size becomes 0.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = x
        self.y = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    /// Whether it holds no cell.
    public var isEmpty: Bool { width == 0 || height == 0 }
    /// The column behind the last.
    public var maxX: Int { x + width }
    /// The row behind the last.
    public var maxY: Int { y + height }

    /// Whether a cell lies inside.
    public func contains(x px: Int, y py: Int) -> Bool { px >= x && px < maxX && py >= y && py < maxY }

    /// Cuts `rows` off the top; returns them and shrinks the rest.
    public func cutTop(_ rows: Int) -> (top: Rect, rest: Rect) {
        let cut = min(max(0, rows), height)
        return (Rect(x: x, y: y, width: width, height: cut), Rect(x: x, y: y + cut, width: width, height: height - cut))
    }

    /// Cuts `rows` off the bottom; returns them and what is left above.
    public func cutBottom(_ rows: Int) -> (bottom: Rect, rest: Rect) {
        let cut = min(max(0, rows), height)
        return (
            Rect(x: x, y: maxY - cut, width: width, height: cut), Rect(x: x, y: y, width: width, height: height - cut)
        )
    }

    /// Cuts `columns` off the right; returns them and what is left of them.
    public func cutRight(_ columns: Int) -> (right: Rect, rest: Rect) {
        let cut = min(max(0, columns), width)
        return (
            Rect(x: maxX - cut, y: y, width: cut, height: height), Rect(x: x, y: y, width: width - cut, height: height)
        )
    }

    /// Cuts `columns` off the left; returns them and what is right of them.
    public func cutLeft(_ columns: Int) -> (left: Rect, rest: Rect) {
        let cut = min(max(0, columns), width)
        return (
            Rect(x: x, y: y, width: cut, height: height), Rect(x: x + cut, y: y, width: width - cut, height: height)
        )
    }

    /// Smaller by `dx` columns on either side and by `dy` rows above and below; negative is larger.
    public func inset(x dx: Int = 0, y dy: Int = 0) -> Rect {
        Rect(x: x + dx, y: y + dy, width: width - 2 * dx, height: height - 2 * dy)
    }
}
