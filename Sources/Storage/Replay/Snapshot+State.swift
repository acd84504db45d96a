// A snapshot taken apart for a recording, and put together again from one (unsafe inside: fills frames).

import Facility
import Telemetry

extension Snapshot {
    /// The small state, without any of the values.
    public var state: MomentState {
        var ages = [Int64](repeating: -1, count: layout.count)
        var held = [Int64](repeating: 0, count: layout.count)
        let frame = frame
        for offset in 0..<layout.count {
            if let last = SlotFrame.slot(lastSlots[offset]) { ages[offset] = Int64(slot) - Int64(last) }
            let value = lastValues[offset]
            if value == value, frame.map({ $0[offset].isNaN }) ?? true {
                held[offset] = Int64(value.bitPattern) + 1
            }
        }
        return MomentState(
            slot: slot, statistics: statistics, gpus: gpus, trayStates: trayStates, targets: targets,
            exported: exported, valueAges: ages, heldValues: held)
    }

    /// The values of the snapshot's own slot: states of GPUs and trays, then the columns; nil before any slot closed.
    public var frame: SlotFrame? { past.raw.frame(slot) }

    /// Values of one slot.
    public var valueCount: Int { layout.count }

    /// The offset of an entity's value in a slot.
    public func offset(_ metric: MetricID, _ entity: Int) -> Int { layout.start(metric) + entity }

    /// Metrics in the order of their offsets in a slot.
    public var columns: [MetricID] { layout.columns.map(\.metric) }

    /// The hall's roll-ups of the snapshot's own slot, by column.
    public var hallRollUps: [RollUp] {
        if let newest = hall.last, newest.slot == slot { return newest.rollUps }
        // Out of a recording: the same, of its values.
        return replay == nil ? [] : columns.map { rollUp($0, .hall) }
    }

    /// A moment at which nothing was recorded: places without anything known of them.
    public convenience init(gap topology: Topology, catalogue: Catalogue, moment: Timestamp, stepMs: Int64) {
        self.init(empty: topology, catalogue: catalogue, start: moment, stepMs: stepMs)
    }

    /// Puts a moment together again.
    ///
    /// - Parameters:
    ///   - columns: the metrics that the slot has, in the order of their offsets.
    ///   - values: the slot's values, states first.
    ///   - events: up to the moment, newest last.
    public convenience init(
        _ state: MomentState, topology: Topology, catalogue: Catalogue, start: Timestamp, stepMs: Int64,
        columns: [MetricID], values: UnsafeBufferPointer<Float>, events: [Event], past: any SnapshotPast
    ) {
        let layout = FrameLayout(topology: topology, catalogue: catalogue, columns: columns)
        let frame = SlotFrame(count: layout.count), held = SlotFrame(count: layout.count)
        let slots = SlotFrame(count: layout.count)
        for offset in 0..<layout.count {
            let value = offset < values.count ? values[offset] : Absence.missing.float
            frame.base[offset] = value
            let bits = state.heldValues[offset]
            held.base[offset] =
                !value.isNaN
                ? value
                : bits > 0 ? Float(bitPattern: UInt32(truncatingIfNeeded: bits - 1)) : Absence.missing.float
            let age = state.valueAges[offset]
            slots.base[offset] = age < 0 ? Float(bitPattern: 0) : SlotFrame.stamp(state.slot - Int(clamping: age))
        }
        var trayTargets: [[Int]] = topology.trays.map { _ in [] }
        for (index, target) in state.targets.enumerated() {
            if let tray = target.tray, trayTargets.indices.contains(tray) { trayTargets[tray].append(index) }
        }
        let fold = Self.fold(frame, layout, catalogue, topology, state)
        var log = EventLog()
        for event in events { log.append(event) }
        self.init(
            topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, slot: state.slot,
            moment: start + Int64(state.slot + 1) * stepMs, layout: layout,
            past: Self.past(frame, layout, catalogue, topology, start, Int(stepMs), state.slot, past), lastValues: held,
            lastSlots: slots, gpus: state.gpus, trayStates: state.trayStates, rollUps: fold.all,
            quantiles: fold.quantiles, states: StateCounts.count(state.gpus.states, topology: topology), hall: [],
            targets: state.targets, pages: [], trayTargets: trayTargets, events: log, statistics: state.statistics,
            exported: state.exported,
            attributes: AttributeLog(
                state.gpus.identities, at: start + Int64(state.slot + 1) * stepMs, past: past),
            replay: past)
    }

    private static func fold(
        _ frame: SlotFrame, _ layout: FrameLayout, _ catalogue: Catalogue, _ topology: Topology, _ state: MomentState
    ) -> PlaceFold {
        let fold = PlaceFold(topology)
        fold.shape(layout, catalogue)
        state.gpus.states.map(\.counts).withUnsafeBufferPointer { gpuCounts in
            state.trayStates.map(\.counts).withUnsafeBufferPointer { trayCounts in
                guard let gpuCounts = gpuCounts.baseAddress, let trayCounts = trayCounts.baseAddress else { return }
                fold.fold(frame, topology, gpuCounts: gpuCounts, trayCounts: trayCounts)
            }
        }
        return fold
    }

    /// A past of one frame; what lies before it is asked of the recording.
    private static func past(
        _ frame: SlotFrame, _ layout: FrameLayout, _ catalogue: Catalogue, _ topology: Topology, _ start: Timestamp,
        _ stepMs: Int, _ slot: Int, _ replay: any SnapshotPast
    ) -> Past {
        func group(_ content: TrackGroup.Content, _ isGPU: Bool, _ states: Int) -> TrackGroup {
            let own = layout.columns.filter { $0.isGPU == isGPU }.map {
                TrackColumn(identifier: UInt16($0.metric.index), start: $0.start, precision: .exact)
            }
            let first = TrackColumn(identifier: TrackColumn.states, start: states, precision: .exact)
            let ranges = topology.racks.map { isGPU ? $0.gpus : $0.trays }.filter { !$0.isEmpty }
            return TrackGroup(content: content, columns: [first] + own, chunks: ranges)
        }
        var raw = TrackHistory(
            start: start, stepMs: stepMs, newest: slot,
            groups: [group(.gpus, true, layout.gpuStates), group(.trays, false, layout.trayStates)], frames: [frame],
            blocks: [[], []], epoch: 0)
        raw.replay = replay
        raw.joint = replay.joint
        raw.begin = min(slot, replay.unbrokenSlot)
        return Past(raw: raw, levels: levels(raw, replay))
    }

    /// The longer steps that a store would have, without frames or blocks: they are asked of the recording.
    private static func levels(_ raw: TrackHistory, _ replay: any SnapshotPast) -> [TrackHistory] {
        let retention = Retention()
        let fine = max(1, Int(retention.fineStepMs) / raw.stepMs)
        let coarse = fine * max(1, Int(retention.coarseStepMs) / (fine * raw.stepMs))
        return [fine, coarse].map { slots in
            var level = TrackHistory(
                start: raw.start, stepMs: raw.stepMs * slots, newest: (raw.newest + 1) / slots - 1, groups: [],
                frames: [], blocks: [], epoch: 0)
            level.replay = replay
            level.replayedSlots = slots
            level.joint = replay.joint
            return level
        }
    }
}
