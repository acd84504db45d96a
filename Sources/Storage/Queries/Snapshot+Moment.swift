// The hall as it was at an earlier moment, as a snapshot like any other (unsafe inside: fills a frame of its own).

import Facility
import Telemetry

extension Snapshot {
    /// The span of moments that every slot is kept for. Of a replay those of its own epoch: before it the hall was another.
    public var kept: ClosedRange<Timestamp> {
        let first = past.raw.joint.map { Int(($0 - start) / stepMs) } ?? max(0, past.raw.oldest)
        return min(moment, moment(ofSlot: first))...moment
    }

    /// The moment that the targets' health is of: later than `moment` where a live hall looks back.
    public var targetsMoment: Timestamp { statistics.newestMoment ?? moment }

    /// The newest number before the moment, found by looking back over what is kept.
    func lastOfPast(_ metric: MetricID, _ entity: Int) -> (value: Float, ageMs: Int64)? {
        let first = max(0, past.raw.oldest)
        guard first <= slot else { return nil }
        let values = past.raw.series(content(metric), UInt16(metric.index), entity, first..<slot + 1)
        guard let index = values.lastIndex(where: { $0 == $0 }) else { return nil }
        return (values[index], Int64(values.count - 1 - index) * stepMs)
    }

    /// The hall at an earlier moment: values, states, roll-ups and ages as they were, events up to then.
    ///
    /// Targets keep today's health figures, of `targetsMoment`; what is shown of a past moment are its values and states. Decodes one slot of
    /// every metric: a few milliseconds for a whole hall. Last values that came and went after it are looked for when they are asked for.
    public func rewound(to time: Timestamp) -> Snapshot {
        let slot = max(max(0, past.raw.oldest), min(self.slot, past.raw.slot(endingAt: time)))
        guard slot < self.slot, slot >= past.raw.oldest else { return self }
        let frame = frame(at: slot)
        let moment = moment(ofSlot: slot)
        var gpus = gpus
        for gpu in gpus.states.indices {
            gpus.states[gpu] = Self.state(frame[layout.gpuStates + gpu])
            // Named after the moment, it may not have been for a while then: its values tell.
            if gpus.lastSeenMs[gpu] > moment.milliseconds { gpus.lastSeenMs[gpu] = seen(gpu, frame, slot) }
        }
        gpus.since = since(gpus.states, at: moment)
        let trays = topology.trays.indices.map { Self.state(frame[layout.trayStates + $0]) }
        let fold = PlaceFold(topology)
        fold.shape(layout, catalogue)
        gpus.states.map(\.counts).withUnsafeBufferPointer { gpuCounts in
            trays.map(\.counts).withUnsafeBufferPointer { trayCounts in
                guard let gpuCounts = gpuCounts.baseAddress, let trayCounts = trayCounts.baseAddress else { return }
                fold.fold(frame, topology, gpuCounts: gpuCounts, trayCounts: trayCounts)
            }
        }
        let (known, stamps) = lastKnown(with: frame, slot)
        var past = past
        past.raw = past.raw.ending(at: slot, frame)
        var statistics = statistics
        statistics.newestMoment = targetsMoment
        return Snapshot(
            topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, slot: slot, moment: moment,
            layout: layout, past: past, lastValues: known, lastSlots: stamps, gpus: gpus, trayStates: trays,
            rollUps: fold.all, quantiles: fold.quantiles, states: counted(gpus), hall: hall.filter { $0.slot <= slot },
            targets: targets, pages: pages, trayTargets: trayTargets,
            events: events.relocated { $0.time <= moment ? $0 : nil }, statistics: statistics, exported: exported,
            attributes: attributes)
    }

    /// The values of a slot, and where there are none those that were known then. What is newest now and older than the slot was newest then.
    private func lastKnown(with frame: SlotFrame, _ slot: Int) -> (values: SlotFrame, slots: SlotFrame) {
        let values = SlotFrame(count: layout.count), slots = SlotFrame(count: layout.count)
        values.copy(frame)
        for offset in 0..<layout.count {
            if frame.base[offset] == frame.base[offset] {
                slots.base[offset] = SlotFrame.stamp(slot)
            } else if let from = SlotFrame.slot(lastSlots[offset]), from <= slot {
                values.base[offset] = lastValues[offset]
                slots.base[offset] = lastSlots[offset]
            } else {
                slots.base[offset] = 0
            }
        }
        return (values, slots)
    }

    /// In place of a time that is looked for when somebody asks.
    static let soughtMs = Int64.max

    /// When a page last named a GPU, up to a slot: its end where the slot has a value of it.
    private func seen(_ gpu: Int, _ frame: SlotFrame, _ slot: Int) -> Int64 {
        let hasValue = layout.columns.contains { $0.isGPU && !frame[$0.start + gpu].isNaN }
        return hasValue ? moment(ofSlot: slot).milliseconds : Self.soughtMs
    }

    /// How old a GPU's newest value is, found by looking back; nil if nothing that is kept has one.
    func soughtAgeMs(_ gpu: Int) -> Int64? {
        layout.columns.lazy.filter(\.isGPU).compactMap { self.lastOfPast($0.metric, gpu)?.ageMs }.first
    }

    /// When the states of a moment were entered: as today where nothing changed since, else as the log says; nil where it is silent.
    private func since(_ states: [EntityState], at moment: Timestamp) -> [Timestamp?] {
        var since = gpus.since.map { $0.flatMap { $0 <= moment ? $0 : nil } }
        for event in events where event.time <= moment {
            guard case .gpu(let gpu) = event.place, case .gpuState(_, let to) = event.kind, gpu < states.count,
                to == states[gpu], gpus.since[gpu].map({ $0 > moment }) ?? true
            else { continue }
            since[gpu] = event.time
        }
        return since
    }

    private func frame(at slot: Int) -> SlotFrame {
        let frame = SlotFrame(count: layout.count)
        frame.fill(Absence.missing.float)
        if let hot = past.raw.frame(slot) {
            frame.copy(hot)
            return frame
        }
        func fill(_ content: TrackGroup.Content, _ identifier: UInt16, _ start: Int) {
            for (entity, value) in past.raw.row(content, identifier, slot: slot).enumerated() {
                frame.base[start + entity] = value
            }
        }
        fill(.gpus, TrackColumn.states, layout.gpuStates)
        fill(.trays, TrackColumn.states, layout.trayStates)
        for column in layout.columns {
            fill(column.isGPU ? .gpus : .trays, UInt16(column.metric.index), column.start)
        }
        return frame
    }

    /// A state as frames keep it.
    static func state(_ value: Float) -> EntityState {
        value >= 0 && value < 8 ? EntityState(rawValue: UInt8(value)) ?? .neverSeen : .neverSeen
    }

    private func counted(_ gpus: GPUStates) -> [StateCounts] {
        let racks = topology.racks.count, rows = topology.rows.count
        var counts = [StateCounts](repeating: StateCounts(), count: racks + rows + 1)
        for rack in 0..<racks {
            for gpu in topology.racks[rack].gpus { counts[rack].add(gpus.states[gpu]) }
            counts[racks + topology.racks[rack].row].merge(counts[rack])
            counts[racks + rows].merge(counts[rack])
        }
        return counts
    }
}
