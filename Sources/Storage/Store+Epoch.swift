// A new epoch: another topology. History crosses by path, what is known now by host name (unsafe copies).

import Facility
import Telemetry

extension Store {
    /// Takes a new topology and target list: paths that are in both keep their history, hosts their values and states.
    public func adopt(topology new: Topology, targets: [TargetDescription]) {
        catchUp()
        let old = topology, oldLayout = layout, oldGPUs = gpus
        let newLayout = FrameLayout(topology: new, catalogue: catalogue, like: layout)
        let (aliases, left) = renamed(old)
        let moves = TrayMoves(from: old, to: new, aliases: aliases, left: left)
        let unfed = unfed(targets)
        topology = new
        layout = newLayout
        spare = []
        retired = []
        let newest = raw.frames.last
        raw.replaceFrames {
            guard $0 === newest else { return remap($0, Absence.missing.float, moves.past, old, oldLayout) }
            return remap(without(unfed, $0, Absence.missing.float), Absence.missing.float, moves.host, old, oldLayout)
        }
        let map = EpochMap(from: old, to: new, trayBefore: moves.past)
        epochs = epochs.mapValues { $0.behind(map) }
        epochs[epoch] = map
        epoch += 1
        fold = PlaceFold(new)
        shapeRings()
        open.replace {
            remap(without(unfed, $0, SlotFrame.untouched), SlotFrame.untouched, moves.host, old, oldLayout)
        }
        lastValues = remap(lastValues, Absence.missing.float, moves.host, old, oldLayout)
        lastSlots = remap(lastSlots, 0, moves.host, old, oldLayout)
        gpus = GPUStates(count: new.gpuCount)
        for (tray, host) in moves.host.enumerated() {
            guard let host else { continue }
            for (to, from) in zip(new.trays[tray].gpus, old.trays[host].gpus) { gpus.take(oldGPUs, from, as: to) }
        }
        // Before pages are bound anew: what they add is about the new places.
        events = events.relocated { relocated($0, old, moves.past) }
        attributes = attributes.relocated(map.gpus)
        identify(moves, old, oldGPUs)
        renew(targets)
        discovered = [:]
        hasMoved = false
        for index in records.indices {
            for (host, count) in records[index].binding?.unplaced ?? [:] {
                discovered[host] = max(discovered[host] ?? 0, count)
            }
        }
        if let frame = raw.frames.last { refold(frame) }
        snapshot = makeSnapshot()
    }

    /// A place remembers who stood there, so that the next page tells of a swap; a host that is known already tells now.
    private func identify(_ moves: TrayMoves, _ old: Topology, _ before: GPUStates) {
        for tray in topology.trays.indices where moves.past[tray] != moves.host[tray] {
            for (order, gpu) in topology.trays[tray].gpus.enumerated() {
                func known(_ source: Int?) -> GPUIdentity? {
                    guard let source, order < old.trays[source].gpus.count else { return nil }
                    return before.identities[old.trays[source].gpus.lowerBound + order]
                }
                gpus.identities[gpu] = known(moves.past[tray])
                if let own = known(moves.host[tray]) { note(own, of: gpu, at: snapshot.moment) }
            }
        }
    }

    /// Trays that stood under an address until their page named the host: whose they are now, and which were left that way. Where the pages
    /// of one address name several, nobody knows whose its past is. A page that only stood with another host's tray takes nothing along.
    private func renamed(_ old: Topology) -> (aliases: [String: Int], left: Set<Int>) {
        var trays: [String: Int] = [:]
        var hostsOfTray: [Int: Set<String>] = [:]
        for record in records {
            guard let tray = record.status.tray, let table = record.binding?.table, table.hosts.count == 1 else {
                continue
            }
            let hosts = record.status.description.hosts(of: table)
            let address = record.status.description.labels["host"] ?? record.status.description.address
            guard old.tray(ofHost: hosts[0]) == nil, old.trays[tray].host == address else { continue }
            trays[hosts[0]] = tray
            hostsOfTray[tray, default: []].insert(hosts[0])
        }
        return (trays.filter { hostsOfTray[$0.value]?.count == 1 }, Set(hostsOfTray.keys))
    }

    /// Targets that stay keep their health; every page is bound anew.
    private func renew(_ targets: [TargetDescription]) {
        var known: [String: TargetRecord] = [:]
        for record in records { known[record.status.description.url] = record }
        let hadPlaces = Set(records.filter { $0.binding?.gpus.isEmpty == false }.map(\.status.description.url))
        records = targets.map { description in
            guard let record = known[description.url] else { return TargetRecord(description) }
            var renewed = record
            renewed.status = TargetStatus(description: description, like: record.status)
            return renewed
        }
        linkTargets()
        manyTrayTargets = []
        for index in records.indices {
            guard let table = records[index].binding?.table else { continue }
            let whole = Binding(
                table: table, target: records[index].status.description, topology: topology, catalogue: catalogue,
                layout: layout, sets: &routeSets)
            let binding = settled(whole, of: index)
            records[index].binding = binding
            records[index].fitCounters()
            records[index].forgetMuted()
            // A page that came before its host had a place carries its metrics all the same.
            for metric in binding.metrics where !exported.contains(metric) { exported.insert(metric) }
            letSpeak(index, with: binding)
            keepBreadth(of: index, binding)
            if let tray = binding.gpus.first.map({ Int(topology.trayOfGPU[$0]) }) ?? binding.trays.first,
                records[index].status.tray != tray
            {
                if let before = records[index].status.tray { trayTargets[before].removeAll { $0 == index } }
                records[index].status.tray = tray
                trayTargets[tray].append(index)
            }
        }
        joinSilent()
        // Frames are of this topology's own making: no snapshot holds them yet.
        if let frame = raw.frames.last { silenceOutspoken(in: frame) }
        statistics.targetsTotal = records.count
        trayStates = topology.trays.indices.map { trayState($0) }
        for index in records.indices {
            reread(index, hadPlaces: hadPlaces.contains(records[index].status.description.url))
        }
    }

    /// A page that never came belongs where all others of its address and place do: a dead exporter beside a living one
    /// is not nothing.
    private func joinSilent() {
        guard records.contains(where: { $0.status.tray == nil }) else { return }
        let homes = Dictionary(grouping: records.indices) { records[$0].status.description.home }
        for index in records.indices where records[index].status.tray == nil {
            let others = homes[records[index].status.description.home] ?? []
            let trays = Set(others.compactMap { records[$0].status.tray })
            guard trays.count == 1, let tray = trays.first else { continue }
            records[index].status.tray = tray
            trayTargets[tray].append(index)
        }
    }

    /// Where targets wrote that are read no longer: what they said last must not stand for ever.
    private func unfed(_ targets: [TargetDescription]) -> [Int] {
        let kept = Set(targets.map(\.url))
        return records.filter { !kept.contains($0.status.description.url) }.flatMap { record in
            record.binding.map { $0.routes.map($0.offset) } ?? []
        }
    }

    private func without(_ offsets: [Int], _ frame: SlotFrame, _ fill: Float) -> SlotFrame {
        guard !offsets.isEmpty else { return frame }
        let result = SlotFrame(count: frame.count)
        result.copy(frame)
        for offset in offsets where offset < frame.count { result.base[offset] = fill }
        return result
    }

    private func remap(
        _ frame: SlotFrame, _ fill: Float, _ move: [Int?], _ old: Topology, _ oldLayout: FrameLayout
    ) -> SlotFrame {
        let result = SlotFrame(count: layout.count)
        result.fill(fill)
        for (tray, source) in move.enumerated() {
            guard let source else { continue }
            let to = topology.trays[tray].gpus, from = old.trays[source].gpus
            let shared = min(to.count, from.count)
            for (to, from) in zip(to, from) { result.base[to] = frame.base[from] }
            result.base[layout.trayStates + tray] = frame.base[oldLayout.trayStates + source]
            // Older frames end where newer columns begin.
            for (column, before) in zip(layout.columns, oldLayout.columns) where before.end(oldLayout) <= frame.count {
                if column.isGPU {
                    let target = result.base + column.start + to.lowerBound
                    target.update(from: frame.base + before.start + from.lowerBound, count: shared)
                } else {
                    result.base[column.start + tray] = frame.base[before.start + source]
                }
            }
        }
        return result
    }

    private func relocated(_ event: Event, _ old: Topology, _ move: [Int?]) -> Event? {
        func moved(_ tray: Int) -> Int? { move.firstIndex(of: tray) }
        let place: Place
        switch event.place {
        case .gpu(let gpu):
            let tray = Int(old.trayOfGPU[gpu])
            guard let new = moved(tray) else { return nil }
            let ordinal = gpu - old.trays[tray].gpus.lowerBound
            guard ordinal < topology.trays[new].gpus.count else { return nil }
            place = .gpu(topology.trays[new].gpus.lowerBound + ordinal)
        case .tray(let tray):
            guard let new = moved(tray) else { return nil }
            place = .tray(new)
        case .hall: place = .hall
        case .rack(let rack):
            guard let new = topology.racks.firstIndex(where: { $0.name == old.racks[rack].name }) else { return nil }
            place = .rack(new)
        case .row(let row):
            guard let new = topology.rows.firstIndex(where: { $0.name == old.rows[row].name }) else { return nil }
            place = .row(new)
        }
        return Event(time: event.time, uncertaintyMs: event.uncertaintyMs, place: place, kind: event.kind)
    }
}
