// What the mouse means: clicks, the wheel, a range of places, and dragging along a strip of time. It remembers where it went down.

import Console
import Facility
import Screen

/// One hand on one mouse.
struct MouseHand {
    /// A place on which it went down.
    private var place: Place?
    /// The drawing in which it went down on a time, and the line: moments are those that were drawn then, while the picture follows.
    private var strip: (drawing: Drawing, y: Int)?

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
            (place, strip) = (nil, nil)
            if case .select(let start)? = command { place = start }
            if Self.isTime(command) { strip = (drawing, event.y) }
            return command
        case .drag:
            let command = strip.flatMap { $0.drawing.command(x: event.x, y: $0.y) }
            return Self.isTime(command) ? command : nil
        case .release:
            defer { (place, strip) = (nil, nil) }
            guard let start = place, case .select(let end)? = drawing.command(x: event.x, y: event.y), end != start
            else { return nil }
            return PlaceRange.filter(from: start, to: end, topology).map { .filter($0) }
        }
    }

    private static func isTime(_ command: Command?) -> Bool {
        if case .time(.moment)? = command { true } else { false }
    }
}
