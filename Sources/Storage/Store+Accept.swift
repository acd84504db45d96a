// Hop 3: a batch scattered to slot and entity (unsafe inside: the tight loop over routes).

import Facility
import Telemetry

extension Store {
    /// What becomes of a page, by its time and its table.
    private enum Admission { case late, outOfOrder, unbound, bound }

    /// Takes a page's values out of the batch: its row is to be written again from then on.
    public func accept(_ batch: Batch) {
        observer?.willAccept(.page(batch))
        guard records.indices.contains(batch.target) else { return }
        let slot = slot(of: batch.time)
        switch admission(batch, slot) {
        case .late:
            statistics.latePages += 1
            return
        case .outOfOrder:
            statistics.outOfOrder += 1
            return
        case .unbound:
            if records[batch.target].binding?.table !== batch.table { makeRoom(for: batch.table) }
            bind(batch, frame(of: slot))
        case .bound: break
        }
        tallies.add(samples: batch.values.count, bytes: batch.bytes, slot: slot)
        if batch.values.hasTimestamps {
            guard let binding = records[batch.target].binding else { return }
            let fingerprint = scatterStamped(batch, binding)
            records[batch.target].take(batch, fingerprint)
        } else {
            let frame = frame(of: slot)
            records.withUnsafeMutableBufferPointer { records in
                records[batch.target].take(batch, Self.scatter(batch, &records[batch.target], into: frame))
            }
        }
        countPresence(batch)
    }

    private func admission(_ batch: Batch, _ slot: Int) -> Admission {
        let isOpen = slot > closed && slot <= closed + Self.slotsAhead
        return records.withUnsafeMutableBufferPointer { records in
            records[batch.target].note(batch)
            guard isOpen else { return .late }
            if let last = records[batch.target].lastTime, batch.time <= last { return .outOfOrder }
            let isBound = !records[batch.target].needsBinding && records[batch.target].binding?.table === batch.table
            return isBound ? .bound : .unbound
        }
    }

    /// A new table: new routes; what the page no longer carries is stale from now on.
    private func bind(_ batch: Batch, _ frame: SlotFrame) {
        let target = batch.target
        let old = records[target].binding
        records[target].needsBinding = false
        let whole = Binding(
            table: batch.table, target: records[target].status.description, topology: topology, catalogue: catalogue,
            layout: layout, sets: &routeSets)
        let binding = settled(whole, of: target)
        if let old {
            // What another one says from now on, it will say.
            let kept = Set(binding.routes.map(binding.offset)).union(spokenOfByOthers(target, binding))
            for offset in old.routes.map(old.offset) where !kept.contains(offset) && offset < frame.count {
                frame.base[offset] = Absence.stale.float
            }
        }
        if old?.table !== batch.table { records[target].status.page = TargetPage(batch.table, after: old?.table) }
        records[target].carryCounters(from: old, to: binding)
        records[target].binding = binding
        for metric in binding.metrics where !exported.contains(metric) { exported.insert(metric) }
        for (host, gpus) in binding.unplaced where discovered.count < 1 << 20 {
            discovered[host] = max(discovered[host] ?? 0, gpus)
        }
        letSpeak(target, with: binding)
        keepBreadth(of: target, binding)
        if let tray = binding.gpus.first.map({ Int(topology.trayOfGPU[$0]) }) ?? binding.trays.first {
            link(target, to: tray)
        }
        identify(target, at: batch.time)
    }

    private func link(_ target: Int, to tray: Int) {
        guard records[target].status.tray != tray else { return }
        if let before = records[target].status.tray {
            trayTargets[before].removeAll { $0 == target }
            hasMoved = true
        }
        records[target].status.tray = tray
        trayTargets[tray].append(target)
    }

    /// Which of the tray's GPUs this page named.
    func countPresence(_ batch: Batch) {
        guard let binding = records.withUnsafeBufferPointer({ $0[batch.target].binding }) else { return }
        let time = batch.time.milliseconds
        for gpu in binding.gpus { gpus.saw(gpu, atMs: time, by: batch.target) }
        guard !binding.namesWholeTray, let tray = records[batch.target].status.tray, gpuTarget[tray] == batch.target
        else { return }
        let range = topology.trays[tray].gpus
        guard binding.gpus.count < range.count else { return }
        // Another exporter's GPUs are not missing here.
        for gpu in range where gpus.lastSeenMs[gpu] < time && gpus.absences[gpu] < .max {
            if gpus.sources[gpu] == batch.target || gpus.sources[gpu] < 0 { gpus.absences[gpu] += 1 }
        }
    }

    /// Adds to the log what others found out; the store's own transitions are in it already.
    public func append(_ event: Event) { events.append(event) }
}
