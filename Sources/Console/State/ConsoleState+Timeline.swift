// What a mouse does on the timeline, and its lines for whoever does not draw them.

import Facility
import Storage
import Telemetry

extension ConsoleState {
    /// Place, length of a column, means oldest first (NaN unknown), and where the place said nothing although it had spoken before.
    public func timelineRows(_ scene: Scene) -> [(place: String, columnMs: Int64, values: [Float], silent: [Bool])] {
        guard let grid = derived.timeline else { return [] }
        let columnMs = Int64(grid.slotsPerColumn) * scene.snapshot.stepMs
        return grid.lines.map { line in
            let place = line.places.first.map { Sentence.name($0, scene.snapshot.topology) } ?? ""
            return (place, columnMs, line.values, line.isSilent)
        }
    }

    /// The timeline's cursor stands on what is selected, or the first line of what holds it.
    public mutating func followSelection(_ scene: Scene) {
        settle(scene)
        let topology = scene.snapshot.topology
        guard let lines = derived.timeline?.lines, !topology.racks.isEmpty else { return }
        let tray = Place.tray(selection.tray), gpu = selection.gpu(in: topology).map { Place.gpu($0) }
        let wanted = [gpu, tray, .rack(selection.rack)].compactMap { $0 }
        let found = wanted.lazy.compactMap { place in lines.firstIndex { $0.places.contains(place) } }.first
        listLine = found ?? 0
    }

    /// The mouse on the timeline: a click chooses place and moment, again opens it; dragging moves the cursor along; where it is let go
    /// chooses what lies between.
    mutating func point(_ command: Command, scene: Scene) -> Effect? {
        switch command {
        case .lineAt(let line, let slots):
            let again = listLine == line && cursorSlots == slots
            (listLine, cursorSlots) = (line, slots)
            return again ? open(scene: scene) : nil
        case .drag(let line, let slots):
            (listLine, cursorSlots) = (line, slots)
            if let place = linePlace(scene) { selection.select(place, in: scene.snapshot.topology) }
            return nil
        case .lines(let one, let other):
            let places = listPlaces(scene).prefix(max(one, other) + 1).dropFirst(max(0, min(one, other)))
            guard let filter = PlaceRange.filter(places, scene.snapshot.topology) else {
                notice = "too many for one filter"
                return nil
            }
            return apply(.filter(filter), scene: scene)
        case .span(let from, let to):
            return show(from: from, to: to, scene: scene)
        default: return nil
        }
    }

    /// The span in as many columns as the timeline usually has, its end at the right edge.
    private mutating func show(from: Timestamp, to: Timestamp, scene: Scene) -> Effect? {
        let slots = Int((to - from) / max(1, scene.snapshot.stepMs))
        slotsPerColumn =
            TimelineGrid.slotSteps.first { $0 * TimelineGrid.usualColumns >= slots }
            ?? TimelineGrid.slotSteps.last
        cursorSlots = 0
        let clocks = [from, to].map { CivilTime($0, offsetSeconds: scene.zoneOffsetSeconds).clock }
        notice = "\(clocks[0]) to \(clocks[1]), \(Figures.age(to - from))"
        return to < scene.snapshot.moment ? .time(.moment(to)) : nil
    }
}
