// Commands to changes of state. Pure: the same state, command and scene give the same result.

import Facility
import Screen
import Telemetry

extension ConsoleState {
    /// Carries out one command; what it can not do itself it returns.
    public mutating func apply(_ command: Command, scene: Scene) -> Effect? {
        selection = selection.clamped(to: scene.snapshot.topology)
        notice = nil
        awaitsEvent = false
        if levels[view] != nil { settle(scene) }
        if menuLine != nil, applyMenu(command, scene: scene) { return nil }
        switch command {
        case .quit: return .quit
        case .suspend: return .suspend
        case .nextTheme: return .nextTheme
        case .nextColourMap: return .nextColourMap
        case .redraw: return .redraw
        case .acknowledge, .mute: return note(command, scene: scene)
        case .remark(let text): return remark(text, scene: scene)
        case .theme(let name): return .theme(name)
        case .colourMap(let name): return .colourMap(name)
        case .savePicture: return .savePicture
        case .mouse(let on): return .mouse(on)
        // Whoever pastes it may paste it into a shell: names are as safe there as on the screen.
        case .copy: return .copy(String(String.UnicodeScalarView(Sanitiser.columns(of: selectionText(scene)))))
        case .pause: return .time(.pause)
        case .time(.hold) where filter == nil: notice = "no filter; type / to say what is meant"
        case .time(let command): return .time(command)
        // Of the past an event is a moment to go to; of the present, a place to look at.
        case .previousEvent where !isLive:
            awaitsEvent = true
            return .time(.previousEvent)
        case .nextEvent where !isLive:
            awaitsEvent = true
            return .time(.nextEvent)
        case .bookmark: return .bookmark(addBookmark(scene))
        case .nextBookmark:
            let mark = goToBookmark(scene)
            // Looking back, a bookmark is a moment as well as a place.
            return isLive ? nil : mark.map { .time(.moment($0.moment)) }
        case .view(let name): show(name, scene: scene)
        case .open: return open(scene: scene)
        case .back: back()
        case .select(let place): click(place, scene: scene)
        case .line(let line): return clickLine(line, scene: scene)
        case .lineAt, .drag, .lines, .span: return point(command, scene: scene)
        case .go(let place, let name): go(place, name, scene: scene)
        case .left, .right, .up, .down, .first, .last, .pageUp, .pageDown: move(command, scene: scene)
        default: look(command, scene: scene)
        }
        return nil
    }

    /// Commands that change how things look or what is sought, never where one is in the trail.
    private mutating func look(_ command: Command, scene: Scene) {
        switch command {
        case .nextMetric: step(layer: 1, scene: scene)
        case .previousMetric: step(layer: -1, scene: scene)
        case .metricMenu: menuLine = layer
        case .layer(let index): layer = min(max(0, index), scene.layers.count - 1)
        case .peers: againstPeers.toggle()
        case .autoScale:
            isAutoScaled.toggle()
            let key = scene.keys.label(.autoScale)
            notice =
                isAutoScaled ? "heat on the moment's own scale; \(key) brings the fixed one" : "heat on the fixed scale"
        case .finer: zoom(-1, scene: scene)
        case .coarser: zoom(1, scene: scene)
        case .fold: isFolded.toggle()
        case .figures: showsFigures.toggle()
        case .sort: sort()
        case .column(let column):
            list.column = column
            sort()
        case .reverse: list.isReversed.toggle()
        case .level: nextLevel(scene: scene)
        case .levelTo(let level): set(level, scene: scene)
        case .prompt(let kind): openPrompt(kind)
        case .filter(let text): use(filter: text, scene: scene)
        case .job: toggleJob(scene)
        case .keepFilter(let name): keepFilter(name)
        case .say(let words): notice = words
        default: find(command, scene: scene)
        }
    }

    private mutating func zoom(_ step: Int, scene: Scene) {
        guard view == .timeline else {
            detail = max(-12, min(12, detail + step))
            return
        }
        let steps = TimelineGrid.slotSteps
        let now = slotsPerColumn ?? TimelineGrid.fittingSlots(scene.snapshot, columns: TimelineGrid.usualColumns)
        let index = steps.firstIndex { $0 >= now } ?? steps.count - 1
        slotsPerColumn = steps[max(0, min(steps.count - 1, index + step))]
    }

    /// By the chosen column; again for the view's own order.
    private mutating func sort() {
        switch view {
        case .table, .outliers, .targets:
            if list.sortColumn == list.column {
                list.isReversed.toggle()
            } else {
                list.sortColumn = list.column
                list.isReversed = false
            }
        case .timeline: list.sortColumn = list.sortColumn == nil ? 0 : nil
        default: notice = "nothing to sort here; timeline, outliers, table and targets are sorted"
        }
        list.line = 0
    }

    private mutating func nextLevel(scene: Scene) {
        let order: [Level] = view == .timeline ? [.rack, .tray, .gpu] : [.gpu, .tray, .rack]
        guard let index = order.firstIndex(of: level), levels[view] != nil else {
            let keys = [ViewName.timeline, .outliers, .table].map { scene.keys.label(.view($0)) }
            notice =
                "a line stands for more or less in the timeline (\(keys[0])), the outliers (\(keys[1])) and the table (\(keys[2]))"
            return
        }
        set(order[(index + 1) % order.count], scene: scene)
    }

    private mutating func set(_ level: Level, scene: Scene) {
        guard levels[view] != nil else {
            notice = "no levels in this view"
            return
        }
        let column = sortedColumn(scene)
        if let place = linePlace(scene) { selection.select(place, in: scene.snapshot.topology) }
        levels[view] = level
        list.line = 0
        if view == .timeline { followSelection(scene) }
        guard view == .table, let column else { return }
        // The same column, wherever it stands now; without it the table's own order.
        list.sortColumn = PlaceTable.columns(scene, self).firstIndex(of: column)
        list.column = list.sortColumn ?? 0
    }

    /// What the table is sorted by.
    private func sortedColumn(_ scene: Scene) -> TableColumn? {
        guard view == .table, let index = list.sortColumn else { return nil }
        let columns = PlaceTable.columns(scene, self)
        return columns.indices.contains(index) ? columns[index] : nil
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
        cursorSlots = 0
        if name == .tray || name == .gpu { scroll = 0 }
        if name == .rack || name == .tray { selectTray(scene: scene) }
        if name == .timeline { followSelection(scene) }
    }

    private mutating func go(_ place: Place, _ name: ViewName, scene: Scene) {
        selection.select(place, in: scene.snapshot.topology)
        if case .rack = place { selectTray(scene: scene) } else { trayOfRack[selection.rack] = selection.tray }
        show(name, scene: scene)
    }

    private mutating func clickLine(_ line: Int, scene: Scene) -> Effect? {
        let again = listLine == line
        listLine = line
        return again ? open(scene: scene) : nil
    }

    /// Down one level. From the timeline one comes to the place at the moment of the cursor.
    mutating func open(scene: Scene) -> Effect? {
        let moment = scene.snapshot.moment - Int64(cursorSlots) * scene.snapshot.stepMs
        let goesBack = view == .timeline && cursorSlots > 0
        descend(scene: scene)
        return goesBack && view != .timeline ? .time(.moment(moment)) : nil
    }

    private mutating func descend(scene: Scene) {
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
            guard let alarm = selectedAlarm(scene) else { return }
            let place = JobEvidence.oddest(scene, alarm).map { .gpu($0) } ?? alarm.place
            selection.select(place, in: topology)
            trayOfRack[selection.rack] = selection.tray
            switch place {
            case .gpu: show(.gpu, scene: scene)
            case .tray: show(.tray, scene: scene)
            case .rack: show(.rack, scene: scene)
            case .row, .hall: show(.hall, scene: scene)
            }
        case .timeline, .outliers, .table: openLine(scene: scene)
        case .gpu, .page, .help: break
        }
    }

    /// The place that the selected line stands for, in the view that shows it best.
    private mutating func openLine(scene: Scene) {
        guard let place = linePlace(scene) else { return }
        switch place {
        case .hall, .row: go(place, .hall, scene: scene)
        case .rack: go(place, .rack, scene: scene)
        case .tray: go(place, .tray, scene: scene)
        case .gpu: go(place, .gpu, scene: scene)
        }
    }

    /// What the selected line of a list stands for.
    func linePlace(_ scene: Scene) -> Place? {
        let places = listPlaces(scene)
        return places.isEmpty ? nil : places[min(max(0, listLine), places.count - 1)]
    }

    /// What the lines of the current view stand for, in their order; empty where it has none.
    public func listPlaces(_ scene: Scene) -> [Place] {
        switch view {
        case .timeline: derived.timeline?.lines.flatMap { $0.places.prefix(1) } ?? []
        case .outliers: OutlierList(scene, self).rows
        case .table: PlaceTable(scene, self).rows
        default: []
        }
    }

    /// `B17/t07/g2`, `B17`, `row B`, or the hall's name.
    public static func name(_ place: Place, _ topology: Topology) -> String { Sentence.name(place, topology) }

    /// Up one level; from a view opened by number, back to where one came from.
    private mutating func back() {
        if let last = trail.popLast() {
            view = last
        } else {
            switch view {
            case .gpu: view = .tray
            case .tray: view = .rack
            case .page: view = .targets
            case .rack, .timeline, .outliers, .table, .targets, .alerts, .help: view = .hall
            case .hall: break
            }
        }
    }

    /// The tray last looked at in this rack, else its worst, else the one on top.
    mutating func selectTray(scene: Scene) {
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
        guard let alarm = selectedAlarm(scene), alarm.phase == .firing else { return nil }
        if command == .mute {
            return scene.notebook.mute(of: alarm, at: scene.muteMoment) == nil
                ? .mute(alarm.key) : .reopen(alarm.key)
        }
        return scene.notebook.acknowledgement(of: alarm) == nil ? .acknowledge(alarm.key) : .reopen(alarm.key)
    }

    private mutating func remark(_ text: String, scene: Scene) -> Effect? {
        guard let alarm = selectedAlarm(scene), alarm.phase == .firing, !text.isEmpty else {
            notice = "a note needs words, and an alarm under the cursor (\(scene.keys.label(.view(.alerts))))"
            return nil
        }
        return .remark(alarm.key, text: text)
    }

    private mutating func step(layer delta: Int, scene: Scene) {
        let count = scene.layers.count
        layer = ((layer + delta) % count + count) % count
    }

    private mutating func click(_ place: Place, scene: Scene) {
        let before = selection
        selection.select(place, in: scene.snapshot.topology)
        if view == .rack { trayOfRack[selection.rack] = selection.tray }
        if before == selection { descend(scene: scene) }
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
