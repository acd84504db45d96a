// Cursor movement, per view: racks in the hall, trays and GPUs in a rack, lines in lists.

import Facility

extension ConsoleState {
    mutating func move(_ command: Command, scene: Scene) {
        switch view {
        case .hall: moveRack(command, topology: scene.snapshot.topology)
        case .rack: moveTray(command, topology: scene.snapshot.topology)
        case .tray, .gpu: moveGPU(command, topology: scene.snapshot.topology)
        case .targets:
            moveTable(command, rows: TargetTable(scene, self).rows.count, columns: TargetColumn.allCases.count)
        case .alerts: moveLine(command, count: shownAlarms(scene).count)
        case .page: scrollPage(command, scene: scene)
        case .timeline: moveTimeline(command, scene: scene)
        case .outliers:
            moveTable(command, rows: OutlierList(scene, self).rows.count, columns: OutlierList.columns.count)
        case .table:
            let table = PlaceTable(scene, self)
            moveTable(command, rows: table.rows.count, columns: table.columns.count)
        case .help: moveLine(command, count: 200)
        }
    }

    private mutating func moveRack(_ command: Command, topology: Topology) {
        guard !topology.racks.isEmpty else { return }
        let rack = topology.racks[selection.rack]
        let row = topology.rows[rack.row].racks
        switch command {
        case .left: selection.rack = max(row.lowerBound, selection.rack - 1)
        case .right: selection.rack = min(row.upperBound - 1, selection.rack + 1)
        case .first: selection.rack = row.lowerBound
        case .last: selection.rack = row.upperBound - 1
        case .up, .pageUp: moveRow(-1, topology)
        case .down, .pageDown: moveRow(1, topology)
        default: break
        }
        selection.tray = trayOfRack[selection.rack] ?? topology.racks[selection.rack].trays.lowerBound
        selection.ordinal = 0
    }

    private mutating func moveRow(_ delta: Int, _ topology: Topology) {
        let rack = topology.racks[selection.rack]
        let target = min(max(0, rack.row + delta), topology.rows.count - 1)
        guard target != rack.row else { return }
        let nearest = topology.rows[target].racks.min {
            abs(topology.racks[$0].column - rack.column) < abs(topology.racks[$1].column - rack.column)
        }
        selection.rack = nearest ?? selection.rack
    }

    /// In an elevation up means a higher tray.
    private mutating func moveTray(_ command: Command, topology: Topology) {
        guard !topology.racks.isEmpty else { return }
        let trays = topology.racks[selection.rack].trays
        guard !trays.isEmpty else { return }
        let gpus = topology.trays[selection.tray].gpus.count
        switch command {
        case .up: selection.tray += 1
        case .down: selection.tray -= 1
        case .pageUp: selection.tray += 6
        case .pageDown: selection.tray -= 6
        case .first: selection.tray = trays.upperBound - 1
        case .last: selection.tray = trays.lowerBound
        case .left: selection.ordinal = max(0, selection.ordinal - 1)
        case .right: selection.ordinal = min(max(0, gpus - 1), selection.ordinal + 1)
        default: break
        }
        selection.tray = min(max(trays.lowerBound, selection.tray), trays.upperBound - 1)
        selection = selection.clamped(to: topology)
        trayOfRack[selection.rack] = selection.tray
    }

    private mutating func moveGPU(_ command: Command, topology: Topology) {
        guard !topology.trays.isEmpty else { return }
        let gpus = topology.trays[selection.tray].gpus.count
        switch command {
        case .left: selection.ordinal = max(0, selection.ordinal - 1)
        case .right: selection.ordinal = min(max(0, gpus - 1), selection.ordinal + 1)
        case .up: scroll = max(0, scroll - 1)
        case .down: scroll = min(10_000, scroll + 1)
        case .pageUp: scroll = max(0, scroll - 10)
        case .pageDown: scroll = min(10_000, scroll + 10)
        case .first: scroll = 0
        default: break
        }
    }

    private mutating func moveLine(_ command: Command, count: Int) {
        switch command {
        case .up: listLine -= 1
        case .down: listLine += 1
        case .pageUp: listLine -= 10
        case .pageDown: listLine += 10
        case .first: listLine = 0
        case .last: listLine = count - 1
        default: break
        }
        listLine = max(0, min(count - 1, listLine))
    }

    private mutating func moveTable(_ command: Command, rows: Int, columns: Int) {
        switch command {
        case .left: list.column = max(0, list.column - 1)
        case .right: list.column = max(0, min(columns - 1, list.column + 1))
        default: moveLine(command, count: rows)
        }
    }

    private mutating func moveTimeline(_ command: Command, scene: Scene) {
        settle(scene)
        let slots = derived.timeline?.slotsPerColumn ?? 1
        switch command {
        case .left: cursorSlots = min(max(0, scene.snapshot.slot), cursorSlots + slots)
        case .right: cursorSlots = max(0, cursorSlots - slots)
        default: moveLine(command, count: derived.timeline?.lines.count ?? 0)
        }
        if let place = linePlace(scene) { selection.select(place, in: scene.snapshot.topology) }
    }
}
