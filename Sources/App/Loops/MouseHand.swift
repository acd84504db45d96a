// What the mouse means: clicks, the wheel, a range of places or of time, and dragging along a strip of time. It remembers where it went down.

import Console
import Facility
import Screen

/// One hand on one mouse.
struct MouseHand {
    /// What it went down on.
    private enum Hold {
        case place(Place)
        /// The drawing in which it went down on a time, and the line: moments are those that were drawn then, while the picture follows.
        case strip(Drawing, y: Int)
        /// The same for a cell of the timeline: column and line.
        case cell(Drawing, x: Int, line: Int)
    }

    private var hold: Hold?

    init() {}

    /// - Parameter drawing: what is on the screen.
    /// - Returns: nil if the event means nothing there.
    mutating func command(for event: MouseEvent, on drawing: Drawing, in view: ViewName, _ topology: Topology)
        -> Command?
    {
        switch event.action {
        case .wheelUp: return view == .timeline ? .finer : .up
        case .wheelDown: return view == .timeline ? .coarser : .down
        case .press:
            let command = drawing.command(x: event.x, y: event.y)
            hold = Self.hold(command, drawing, event)
            return command
        case .drag:
            switch hold {
            case .strip(let drawn, let y):
                let command = drawn.command(x: event.x, y: y)
                return Self.isTime(command) ? command : nil
            case .cell(let drawn, _, _):
                guard case .lineAt(let line, let slots)? = drawn.command(x: event.x, y: event.y) else { return nil }
                return .drag(line: line, slots: slots)
            case .place, nil: return nil
            }
        case .release:
            defer { hold = nil }
            return range(to: event, on: drawing, topology)
        }
    }

    private static func hold(_ command: Command?, _ drawing: Drawing, _ event: MouseEvent) -> Hold? {
        switch command {
        case .select(let place): .place(place)
        case .lineAt(let line, _): .cell(drawing, x: event.x, line: line)
        case .time(.moment): .strip(drawing, y: event.y)
        default: nil
        }
    }

    /// What lies between where it went down and where it is let go; nil at one spot.
    private func range(to event: MouseEvent, on drawing: Drawing, _ topology: Topology) -> Command? {
        switch hold {
        case .place(let start):
            guard case .select(let end)? = drawing.command(x: event.x, y: event.y), end != start else { return nil }
            return PlaceRange.filter(from: start, to: end, topology).map { .filter($0) }
        case .cell(let drawn, let x, let line):
            guard case .lineAt(let end, _)? = drawn.command(x: event.x, y: event.y) else { return nil }
            return drawn.range(fromX: x, line: line, toX: event.x, line: end)
        case .strip, nil: return nil
        }
    }

    private static func isTime(_ command: Command?) -> Bool {
        if case .time(.moment)? = command { true } else { false }
    }
}
