// Commands to changes of state. Pure: the same state, command and scene give the same result.

import Facility
import Telemetry

extension ConsoleState {
    /// Carries out one command; what it can not do itself it returns.
    public mutating func apply(_ command: Command, scene: Scene) -> Effect? {
        selection = selection.clamped(to: scene.snapshot.topology)
        notice = nil
        if menuLine != nil, applyMenu(command, scene: scene) { return nil }
        switch command {
        case .quit: return .quit
        case .suspend: return .suspend
        case .nextTheme: return .nextTheme
        case .redraw: return .redraw
        case .acknowledge, .mute: return note(command, scene: scene)
        case .view(let name): show(name, scene: scene)
        case .open: open(scene: scene)
        case .back: back()
        case .nextMetric: step(layer: 1, scene: scene)
        case .previousMetric: step(layer: -1, scene: scene)
        case .metricMenu: menuLine = layer
        case .pause: return .time(.pause)
        case .time(let command): return .time(command)
        case .nextTrouble: go(toTrouble: 1, scene: scene)
        case .previousTrouble: go(toTrouble: -1, scene: scene)
        case .finer: detail = max(-12, detail - 1)
        case .coarser: detail = min(12, detail + 1)
        case .select(let place): click(place, scene: scene)
        case .line(let line): listLine = line
        case .left, .right, .up, .down, .first, .last, .pageUp, .pageDown: move(command, scene: scene)
        }
        return nil
    }

    private mutating func show(_ name: ViewName, scene: Scene) {
        if name == .help, view == .help { return back() }
        guard name != view else { return }
        trail.append(view)
        if trail.count > 16 { trail.removeFirst() }
        enter(name, scene: scene)
    }

    private mutating func enter(_ name: ViewName, scene: Scene) {
        view = name
        scroll = 0
        if name != .targets { listLine = 0 }
        if name == .rack || name == .tray { selectTray(scene: scene) }
    }

    private mutating func open(scene: Scene) {
        let topology = scene.snapshot.topology
        guard !topology.racks.isEmpty || view == .targets else { return }
        switch view {
        case .hall: show(.rack, scene: scene)
        case .rack:
            guard !topology.racks[selection.rack].trays.isEmpty else { return }
            let worst = topology.trays[selection.tray].gpus.max {
                scene.health.gpuMarks[$0] < scene.health.gpuMarks[$1]
            }
            if let worst, scene.health.gpuMarks[worst] > .none,
                scene.health.gpuMarks[selection.gpu(in: topology) ?? worst] == .none
            {
                selection.ordinal = worst - topology.trays[selection.tray].gpus.lowerBound
            }
            show(.tray, scene: scene)
        case .tray: if selection.gpu(in: topology) != nil { show(.gpu, scene: scene) }
        case .targets:
            openPage(scene: scene)
        case .alerts:
            guard scene.alerts.alarms.indices.contains(listLine) else { return }
            selection.select(scene.alerts.alarms[listLine].place, in: topology)
            trayOfRack[selection.rack] = selection.tray
            switch scene.alerts.alarms[listLine].place {
            case .gpu: show(.gpu, scene: scene)
            case .tray: show(.tray, scene: scene)
            case .rack: show(.rack, scene: scene)
            case .row, .hall: show(.hall, scene: scene)
            }
        case .gpu, .page, .help: break
        }
    }

    /// Up one level; from a view opened by number, back to where one came from.
    private mutating func back() {
        if let last = trail.popLast() {
            view = last
        } else {
            switch view {
            case .gpu: view = .tray
            case .tray: view = .rack
            case .page: view = .targets
            case .rack, .targets, .alerts, .help: view = .hall
            case .hall: break
            }
        }
        scroll = 0
    }

    /// The tray last looked at in this rack, else its worst, else the one on top.
    private mutating func selectTray(scene: Scene) {
        let trays = scene.snapshot.topology.racks.isEmpty ? 0..<0 : scene.snapshot.topology.racks[selection.rack].trays
        guard !trays.isEmpty else { return }
        if trays.contains(selection.tray), trayOfRack[selection.rack] == selection.tray { return }
        let worst = trays.reversed().max { scene.health.trayMarks[$0] < scene.health.trayMarks[$1] }
        let calm = worst.map { scene.health.trayMarks[$0] == .none } ?? true
        selection.tray = trayOfRack[selection.rack] ?? (calm ? trays.upperBound - 1 : worst ?? trays.lowerBound)
        trayOfRack[selection.rack] = selection.tray
        selection.ordinal = 0
    }

    /// The alarm under the cursor, acknowledged or muted; elsewhere nothing.
    private func note(_ command: Command, scene: Scene) -> Effect? {
        guard view == .alerts, scene.alerts.alarms.indices.contains(listLine) else { return nil }
        let alarm = scene.alerts.alarms[listLine]
        if command == .mute {
            return scene.notebook.mute(of: alarm, at: scene.alerts.moment) == nil
                ? .mute(alarm.key) : .reopen(alarm.key)
        }
        return scene.notebook.acknowledgement(of: alarm) == nil ? .acknowledge(alarm.key) : .reopen(alarm.key)
    }

    private mutating func step(layer delta: Int, scene: Scene) {
        let count = scene.layers.count
        layer = ((layer + delta) % count + count) % count
    }

    private mutating func go(toTrouble delta: Int, scene: Scene) {
        let troubles = scene.health.troubles
        guard !troubles.isEmpty else { return }
        troubleIndex = ((troubleIndex + delta) % troubles.count + troubles.count) % troubles.count
        selection.select(troubles[troubleIndex].place, in: scene.snapshot.topology)
        if case .rack = troubles[troubleIndex].place {
            selectTray(scene: scene)
        } else {
            trayOfRack[selection.rack] = selection.tray
        }
    }

    private mutating func click(_ place: Place, scene: Scene) {
        let before = selection
        selection.select(place, in: scene.snapshot.topology)
        if view == .rack { trayOfRack[selection.rack] = selection.tray }
        if before == selection { open(scene: scene) }
    }

    /// - Returns: whether the menu took the command.
    private mutating func applyMenu(_ command: Command, scene: Scene) -> Bool {
        guard let line = menuLine else { return false }
        switch command {
        case .up, .previousMetric: menuLine = max(0, line - 1)
        case .down, .nextMetric: menuLine = min(scene.layers.count - 1, line + 1)
        case .open:
            layer = line
            menuLine = nil
        case .back, .metricMenu: menuLine = nil
        case .line(let clicked):
            layer = min(max(0, clicked), scene.layers.count - 1)
            menuLine = nil
        case .quit, .suspend, .redraw: return false
        default: break
        }
        return true
    }
}
