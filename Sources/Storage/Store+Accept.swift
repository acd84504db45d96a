// Hop 3: a batch scattered to slot and entity (unsafe inside: the tight loop over routes).

import Facility
import Telemetry

extension Store {
    /// Takes a page's values; keeps no reference to them.
    public func accept(_ batch: Batch) {
        observer?.willAccept(.page(batch))
        guard records.indices.contains(batch.target) else { return }
        let slot = slot(of: batch.time)
        note(batch)
        guard slot > closed, slot <= closed + 16 else {
            statistics.lateSamples += 1
            return
        }
        if let last = records[batch.target].lastTime, batch.time <= last {
            statistics.outOfOrder += 1
            return
        }
        makeRoom(for: batch)
        let frame = frame(of: slot)
        bind(batch, frame)
        samplesOfSlot[slot, default: (0, 0)].samples += batch.values.count
        samplesOfSlot[slot, default: (0, 0)].bytes += batch.bytes
        let fingerprint = scatter(batch, into: frame)
        records[batch.target].observe(fingerprint: fingerprint, at: batch.time)
        records[batch.target].lastTime = batch.time
        records[batch.target].newest.replace(batch.table, batch.values)
        countPresence(batch)
    }

    private func makeRoom(for batch: Batch) {
        if records[batch.target].binding?.table !== batch.table { makeRoom(for: batch.table) }
    }

    private func note(_ batch: Batch) {
        records[batch.target].status.failure = nil
        records[batch.target].status.lastSuccess = max(
            records[batch.target].status.lastSuccess ?? batch.time, batch.time)
        records[batch.target].status.lastDurationMs = batch.durationMs
        records[batch.target].status.bytes = batch.bytes
        records[batch.target].status.series = batch.values.count
        records[batch.target].status.badLines = batch.badLines
        records[batch.target].status.firstBadLine = batch.firstBadLine
        records[batch.target].status.scrapes += 1
    }

    /// A new table: new routes; what the page no longer carries is stale from now on.
    private func bind(_ batch: Batch, _ frame: SlotFrame) {
        let target = batch.target
        if let binding = records[target].binding, binding.table === batch.table, !records[target].needsBinding {
            return
        }
        let old = records[target].binding
        records[target].needsBinding = false
        let whole = Binding(
            table: batch.table, target: records[target].status.description, topology: topology, catalogue: catalogue,
            layout: layout)
        let binding = settled(whole, of: target)
        if let old {
            let kept = Set(binding.routes.map(\.offset))
            for route in old.routes
            where !kept.contains(route.offset) && route.offset < frame.count && !binding.muted.contains(route.metric) {
                frame.base[route.offset] = Absence.stale.float
            }
        }
        if old?.table !== batch.table { records[target].status.page = TargetPage(batch.table, after: old?.table) }
        records[target].counters = carriedCounters(old, binding, records[target].counters)
        records[target].binding = binding
        exported.formUnion(binding.metrics)
        for (host, gpus) in binding.unplaced where discovered.count < 1 << 20 {
            discovered[host] = max(discovered[host] ?? 0, gpus)
        }
        for gpu in binding.gpus {
            let tray = Int(topology.trayOfGPU[gpu])
            if gpuTarget[tray] != target, speaks(target, with: binding, forGPUsOf: tray) { gpuTarget[tray] = target }
        }
        for tray in binding.trays { hostTarget[tray] = target }
        if let tray = binding.gpus.first.map({ Int(topology.trayOfGPU[$0]) }) ?? binding.trays.first {
            link(target, to: tray)
        }
        identify(batch.table, binding, batch.time)
    }

    private func link(_ target: Int, to tray: Int) {
        guard records[target].status.tray != tray else { return }
        if let before = records[target].status.tray { trayTargets[before].removeAll { $0 == target } }
        records[target].status.tray = tray
        trayTargets[tray].append(target)
    }

    /// Counters keep their last raw value when a page only gained or lost other series.
    private func carriedCounters(_ old: Binding?, _ new: Binding, _ values: [Double]) -> [Double] {
        var carried = [Double](repeating: .nan, count: new.table.series.count)
        guard let old else { return carried }
        var byKey: [String: Double] = [:]
        for route in old.routes where route.isCounter && route.series < values.count {
            let series = old.table.series[route.series]
            byKey[series.name + series.labels] = values[route.series]
        }
        for route in new.routes where route.isCounter {
            let series = new.table.series[route.series]
            if let value = byKey[series.name + series.labels] { carried[route.series] = value }
        }
        return carried
    }

    func identify(_ table: SeriesTable, _ binding: Binding, _ time: Timestamp) {
        for (host, identity) in table.gpus {
            let order = max(0, host)
            let position =
                order < binding.orders.count ? binding.orders[order].position(identity.ordinal) : identity.ordinal
            let name = host >= 0 && host < table.hosts.count ? table.hosts[host] : nil
            guard
                let gpu = binding.gpus.first(where: { gpu in
                    let tray = topology.trays[Int(topology.trayOfGPU[gpu])]
                    return gpu - tray.gpus.lowerBound == position
                        && (name == nil || tray.host == name || table.hosts.count == 1)
                })
            else { continue }
            if let old = gpus.identities[gpu]?.uuid, old != identity.uuid, !old.isEmpty, !identity.uuid.isEmpty {
                append(
                    Event(time: time, uncertaintyMs: 0, place: .gpu(gpu), kind: .replaced(old: old, new: identity.uuid))
                )
            }
            gpus.identities[gpu] = identity
            attributes.note(identity, of: gpu, at: time)
        }
    }

    /// - Returns: a fingerprint of the values that move.
    func scatter(_ batch: Batch, into frame: SlotFrame) -> UInt64 {
        var hash: UInt64 = 0xCBF2_9CE4_8422_2325
        let values = batch.values.base, count = batch.values.count
        let elapsed = records[batch.target].lastTime.map { Double(batch.time - $0) / 1000 } ?? 0
        guard let binding = records[batch.target].binding else { return 0 }
        if batch.values.hasTimestamps { return scatterStamped(batch, binding) }
        records[batch.target].counters.withUnsafeMutableBufferPointer { counters in
            binding.routes.withUnsafeBufferPointer { routes in
                for route in routes
                where route.series < count && route.lead == route.series && route.offset < frame.count {
                    let raw = values[route.series]
                    hash = (hash ^ raw.bitPattern) &* 0x100_0000_01B3
                    var value: Float
                    if route.hasBlanks, Blank.isBlank(raw, counter: route.isCounter) {
                        value = Absence.notAvailable.float
                    } else if raw != raw {
                        value = Absence(raw)?.float ?? Absence.notAvailable.float
                    } else if route.isCounter {
                        let last = counters[route.series]
                        counters[route.series] = raw
                        let moved = (raw - last) * route.factor / elapsed
                        value = moved >= 0 && elapsed > 0 ? Float(moved) : Absence.missing.float
                    } else if route.isMoment {
                        value = Self.age(raw * route.factor, at: batch.time)
                    } else {
                        value = Float(raw * route.factor)
                    }
                    store(&value, route, frame)
                }
            }
        }
        return hash
    }

    /// How long ago a point in time was; one that a clock running ahead puts into the future was now.
    @inline(__always)
    static func age(_ seconds: Double, at time: Timestamp) -> Float {
        Float(max(0, Double(time.milliseconds) / 1000 - seconds))
    }

    @inline(__always)
    func store(_ value: inout Float, _ route: Binding.Route, _ frame: SlotFrame) {
        if route.combine == .mean { value /= Float(route.members) }
        let before = frame.base[route.offset]
        if route.isFirst || before != before {
            if route.complement, value == value { value = max(0, 1 - value) }
            frame.base[route.offset] = value
        } else if value == value {
            switch route.combine {
            case .sum: frame.base[route.offset] = before + value
            case .max: frame.base[route.offset] = max(before, value)
            case .min: frame.base[route.offset] = min(before, value)
            case .last: frame.base[route.offset] = value
            case .mean: frame.base[route.offset] = route.complement ? max(0, before - value) : before + value
            }
        }
    }

    /// Which of the tray's GPUs this page named.
    func countPresence(_ batch: Batch) {
        guard let binding = records[batch.target].binding else { return }
        for gpu in binding.gpus {
            gpus.lastSeenMs[gpu] = batch.time.milliseconds
            gpus.absences[gpu] = 0
        }
        guard let tray = records[batch.target].status.tray, gpuTarget[tray] == batch.target else { return }
        let range = topology.trays[tray].gpus
        guard binding.gpus.count < range.count else { return }
        for gpu in range where gpus.lastSeenMs[gpu] < batch.time.milliseconds && gpus.absences[gpu] < .max {
            gpus.absences[gpu] += 1
        }
    }

    /// Adds to the log what others found out; the store's own transitions are in it already.
    public func append(_ event: Event) { events.append(event) }
}
