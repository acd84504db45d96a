// Going to what matters: the next worst place, match, event or bookmark; and taking its name along.

import Facility
import Screen
import Storage
import Telemetry

extension ConsoleState {
    mutating func find(_ command: Command, scene: Scene) {
        switch command {
        case .nextTrouble: go(toTrouble: 1, scene: scene)
        case .previousTrouble: go(toTrouble: -1, scene: scene)
        case .nextMatch: go(toMatch: 1, scene: scene)
        case .previousMatch: go(toMatch: -1, scene: scene)
        case .previousEvent: go(toEvent: 1, scene: scene)
        case .nextEvent: go(toEvent: -1, scene: scene)
        default: break
        }
    }

    private mutating func go(toTrouble delta: Int, scene: Scene) {
        settle(scene)
        let topology = scene.snapshot.topology
        func isMeant(_ place: Place) -> Bool { matches?.contains(place, in: topology) ?? true }
        let unmarked = Self.unmarkedAlarms(scene).filter { isMeant($0.place) }
        let troubles = Self.worstFirst(scene).map(\.place).filter(isMeant)
        let places = troubles + unmarked.map(\.place)
        guard !places.isEmpty else {
            notice =
                matches == nil
                ? "nothing is marked and no alarm fires" : "nothing is marked among what the filter means"
            return
        }
        troubleIndex = ((troubleIndex + delta) % places.count + places.count) % places.count
        selection.select(places[troubleIndex], in: scene.snapshot.topology)
        if case .rack = places[troubleIndex] {
            selectTray(scene: scene)
        } else {
            trayOfRack[selection.rack] = selection.tray
        }
        if troubleIndex >= troubles.count { notice = unmarked[troubleIndex - troubles.count].words }
    }

    /// Troubles, those first in which a critical alarm strikes: a rule may think worse of a mark than its look says.
    static func worstFirst(_ scene: Scene) -> [Trouble] {
        let critical = Set(scene.alerts.alarms.filter { $0.severity >= .critical }.flatMap { $0.members.map(\.place) })
        let topology = scene.snapshot.topology
        func strikes(_ place: Place) -> Bool {
            if critical.contains(place) { return true }
            switch place {
            case .gpu(let gpu): return critical.contains(.tray(Int(topology.trayOfGPU[gpu])))
            case .tray(let tray): return topology.trays[tray].gpus.contains { critical.contains(.gpu($0)) }
            case .rack(let rack):
                return topology.racks[rack].trays.contains { critical.contains(.tray($0)) }
                    || topology.racks[rack].gpus.contains { critical.contains(.gpu($0)) }
            case .row, .hall: return false
            }
        }
        let troubles = scene.health.troubles
        let isWorse = troubles.map { $0.mark.severity == .critical || strikes($0.place) }
        return troubles.indices.filter { isWorse[$0] }.map { troubles[$0] }
            + troubles.indices.filter { !isWorse[$0] }.map { troubles[$0] }
    }

    /// Alarms that no mark of the map stands for, such as a job that hangs: one must come to them all the same.
    static func unmarkedAlarms(_ scene: Scene) -> [(place: Place, words: String)] {
        let topology = scene.snapshot.topology
        return scene.alerts.alarms.compactMap { alarm in
            guard alarm.members.allSatisfy({ scene.health.mark($0.place, in: topology) == .none }) else { return nil }
            let place = JobEvidence.oddest(scene, alarm).map { .gpu($0) } ?? alarm.members.first?.place ?? alarm.place
            return (place, "\(alarm.severity.rawValue) \(alarm.name): \(alarm.summary)")
        }
    }

    /// The next GPU that the filter means, in floor order; in the hall the next rack that holds one.
    private mutating func go(toMatch step: Int, scene: Scene) {
        settle(scene)
        let topology = scene.snapshot.topology
        guard let matches else {
            notice = "no filter; type / to say what is meant"
            return
        }
        if topology.gpuCount == 0, matches.trays.contains(true) { return go(toHost: step, matches.trays, scene) }
        guard matches.gpuCount > 0, topology.gpuCount > 0 else {
            notice = "no GPU matches \(filter?.text ?? "")"
            return
        }
        if levels[view] != nil { return move(step > 0 ? .down : .up, scene: scene) }
        let count = topology.gpuCount
        var gpu = selection.gpu(in: topology) ?? topology.racks[selection.rack].gpus.lowerBound
        if view == .hall {
            let gpus = topology.racks[selection.rack].gpus
            if !gpus.isEmpty { gpu = step > 0 ? gpus.upperBound - 1 : gpus.lowerBound }
        }
        for _ in 0..<count {
            gpu = (gpu + step + count) % count
            if matches.gpus[gpu] { break }
        }
        selection.select(.gpu(gpu), in: topology)
        trayOfRack[selection.rack] = selection.tray
        let number = matches.gpus[...gpu].count { $0 }
        notice = "\(topology.path(gpu: gpu)), \(Figures.count(number)) of \(Figures.count(matches.gpuCount)) that match"
    }

    /// The next host that the filter means, where hosts show no GPUs.
    private mutating func go(toHost step: Int, _ meant: [Bool], _ scene: Scene) {
        if levels[view] != nil { return move(step > 0 ? .down : .up, scene: scene) }
        let topology = scene.snapshot.topology
        var tray = min(max(0, selection.tray), meant.count - 1)
        for _ in meant.indices {
            tray = (tray + step + meant.count) % meant.count
            if meant[tray] { break }
        }
        selection.select(.tray(tray), in: topology)
        trayOfRack[selection.rack] = selection.tray
        let number = meant[...tray].count { $0 }, all = meant.count { $0 }
        notice = "\(topology.path(tray: tray)), \(Figures.count(number)) of \(Figures.count(all)) that match"
    }

    /// Events from the newest back; the place of each is selected, its words are shown.
    private mutating func go(toEvent step: Int, scene: Scene) {
        let events = scene.snapshot.events, topology = scene.snapshot.topology
        guard !events.isEmpty else {
            notice = "no event yet"
            return
        }
        eventIndex = max(0, min(events.count - 1, eventIndex + step))
        // By the times they bear: what was found out later may have happened before. They are nearly in that order, which sorts quickly.
        let order = events.enumerated().map { (time: $0.element.time, index: $0.offset) }
            .sorted { ($0.time, $0.index) < ($1.time, $1.index) }
        let event = events[order[order.count - 1 - eventIndex].index]
        selection.select(event.place, in: topology)
        trayOfRack[selection.rack] = selection.tray
        let ago = scene.snapshot.moment - event.time
        cursorSlots = max(0, Int(ago / max(1, scene.snapshot.stepMs)))
        let clock = EventWords.clock(event, scene)
        notice =
            "event \(eventIndex + 1) of \(events.count): \(clock), \(Figures.age(ago)) ago, "
            + "\(Sentence.name(event.place, topology)): \(EventWords.words(event, scene))"
    }

    /// Looking back, an event is a moment: this is what happened then.
    ///
    /// - Parameter isLogged: the moment is that at which an event was found out, else the one that it is dated.
    public mutating func showNewestEvent(_ scene: Scene, isLogged: Bool = false) {
        awaitsEvent = false
        let events = scene.snapshot.events
        guard let event = isLogged ? events.last : events.max(by: { $0.time < $1.time }) else { return }
        selection.select(event.place, in: scene.snapshot.topology)
        trayOfRack[selection.rack] = selection.tray
        let name = Sentence.name(event.place, scene.snapshot.topology)
        notice = "\(EventWords.clock(event, scene)) \(name): \(EventWords.words(event, scene))"
    }

    mutating func addBookmark(_ scene: Scene) -> Bookmark {
        let place = linePlace(scene) ?? selectedPlace(scene)
        let mark = Bookmark(moment: scene.snapshot.moment, place: place, view: view)
        bookmarks.append(mark)
        if bookmarks.count > 100 { bookmarks.removeFirst() }
        notice = "bookmark \(bookmarks.count): \(Sentence.name(place, scene.snapshot.topology)) at \(scene.clock)"
        return mark
    }

    mutating func goToBookmark(_ scene: Scene) -> Bookmark? {
        guard !bookmarks.isEmpty else {
            notice = "no bookmark; b sets one"
            return nil
        }
        bookmarkIndex = (bookmarkIndex + 1) % bookmarks.count
        let mark = bookmarks[bookmarkIndex]
        if view != mark.view { _ = apply(.view(mark.view), scene: scene) }
        selection.select(mark.place, in: scene.snapshot.topology)
        let clock = CivilTime(mark.moment, offsetSeconds: scene.zoneOffsetSeconds).clock
        notice =
            "bookmark \(bookmarkIndex + 1) of \(bookmarks.count): "
            + "\(Sentence.name(mark.place, scene.snapshot.topology)), set at \(clock)"
        return mark
    }

    /// The place under the cursor of the current view.
    public func selectedPlace(_ scene: Scene) -> Place {
        let topology = scene.snapshot.topology
        guard !topology.racks.isEmpty else { return .hall }
        switch view {
        case .hall, .timeline, .outliers, .table, .targets, .page, .alerts, .help: return .rack(selection.rack)
        case .rack, .gpu, .tray:
            if let gpu = selection.gpu(in: topology) { return .gpu(gpu) }
            return topology.trays.isEmpty ? .rack(selection.rack) : .tray(selection.tray)
        }
    }

    /// Who stands at the selection, as one line to paste elsewhere: path, host, UUID, job.
    func selectionText(_ scene: Scene) -> String {
        let topology = scene.snapshot.topology
        if view == .targets, listLine < scene.targetOrder.count {
            return scene.snapshot.targets[scene.targetOrder[listLine]].description.url
        }
        let place = linePlace(scene) ?? selectedPlace(scene)
        var parts = [Sentence.name(place, topology)]
        switch place {
        case .tray(let tray): parts.append(topology.trays[tray].host)
        case .gpu(let gpu):
            parts.append(topology.trays[Int(topology.trayOfGPU[gpu])].host)
            if let identity = scene.snapshot.identity(gpu) { parts += [identity.uuid, identity.job] }
        case .hall, .row, .rack: break
        }
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }
}
