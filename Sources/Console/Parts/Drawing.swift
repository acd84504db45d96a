// A canvas together with what its places mean to a mouse. Views draw on it and claim areas of it.

import Facility
import Screen

/// What a view produces.
public struct Drawing: Sendable {
    /// The cells, of the whole screen's size.
    public var canvas: Canvas
    /// Areas that answer to a click; the last claimed wins.
    public private(set) var hits: [(area: Rect, command: Command)] = []

    /// Where lines have an axis of time.
    var timeAxis: TimeAxis?

    /// An empty canvas of this many cells, no area claimed.
    public init(width: Int, height: Int) { canvas = Canvas(width: width, height: height) }

    /// Makes an area answer to a click; beyond 20,000 areas nothing more is claimed.
    public mutating func claim(_ area: Rect, _ command: Command) {
        if hits.count < 20_000 { hits.append((area, command)) }
    }

    /// The command of the topmost area at this cell.
    public func command(x: Int, y: Int) -> Command? {
        let command = hits.last { $0.area.contains(x: x, y: y) }?.command
        if case .line(let line)? = command, let timeAxis, timeAxis.area.contains(x: x, y: y) {
            return .lineAt(line, timeAxis.slots(x))
        }
        return command
    }

    /// What a mouse let go at another cell of the timeline has chosen: the lines passed over, or within one line the time. Nil at one spot.
    public func range(fromX x: Int, line: Int, toX other: Int, line end: Int) -> Command? {
        guard let timeAxis else { return nil }
        if line != end { return .lines(min(line, end), max(line, end) + timeAxis.linesPerRow - 1) }
        return timeAxis.span(x, other).map { .span(from: $0.from, to: $0.to) }
    }

    /// A horizontal line in the colour of rules.
    mutating func rule(x: Int, y: Int, width: Int) {
        canvas.put(String(repeating: "─", count: max(0, width)), x: x, y: y, Style(.rule))
    }

    mutating func rule(x: Int, y: Int, height: Int) {
        for line in 0..<max(0, height) { canvas[x, y + line] = Cell("│", Style(.rule)) }
    }

    /// A label and a value on one line, the value ending before `maxX`.
    mutating func field(_ label: String, _ value: String, x: Int, y: Int, maxX: Int, _ style: Style = .text) {
        canvas.put(label, x: x, y: y, .dim, limit: maxX - x)
        let width = Sanitiser.width(of: value)
        canvas.put(value, x: max(x + Sanitiser.width(of: label) + 1, maxX - width), y: y, style, limit: maxX - x)
    }
}
