// A snapshot taken apart for a recording, and put together again from one (unsafe inside: fills frames).

import Facility
import Telemetry

extension Snapshot {
    /// The small state, without any of the values.
    public var state: MomentState {
        let frame = frames.last
        var ages = [Int64](repeating: -1, count: layout.count)
        var held = [Int64](repeating: 0, count: layout.count)
        for offset in 0..<layout.count {
            let last = lastSlots[offset]
            if last >= 0 { ages[offset] = Int64(slot) - Int64(last) }
            let value = lastValues[offset]
            if value == value, frame.map({ $0[offset].isNaN }) ?? true {
                held[offset] = Int64(value.bitPattern) + 1
            }
        }
        return MomentState(
            slot: slot, statistics: statistics, gpus: gpus, trayStates: trayStates, targets: targets,
            exported: exported, valueAges: ages, heldValues: held)
    }

    /// The values of the snapshot's own slot; nil before any slot closed.
    public var frame: SlotFrame? { frames.last }

    /// Values of one slot.
    public var valueCount: Int { layout.count }

    /// The offset of an entity's value in a slot.
    public func offset(_ metric: MetricID, _ entity: Int) -> Int { layout.start(metric) + entity }

    /// Metrics in the order of their offsets in a slot.
    public var columns: [MetricID] { layout.columns.map(\.metric) }

    /// The hall's roll-ups of the snapshot's own slot, by metric index.
    public var hallRollUps: [RollUp] { hall.last?.rollUps ?? [] }

    /// Puts a moment together again.
    ///
    /// - Parameters:
    ///   - columns: the metrics that the slot has, in the order of their offsets.
    ///   - values: the slot's values.
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
            slots.base[offset] = age < 0 ? -1 : Float(Int64(state.slot) - age)
        }
        var trayTargets: [[Int]] = topology.trays.map { _ in [] }
        for (index, target) in state.targets.enumerated() {
            if let tray = target.tray, trayTargets.indices.contains(tray) { trayTargets[tray].append(index) }
        }
        let folded = RollUp.fold(
            frame, topology: topology, catalogue: catalogue, layout: layout, gpuCounts: state.gpus.states.map(\.counts),
            trayCounts: state.trayStates.map(\.counts))
        self.init(
            topology: topology, catalogue: catalogue, start: start, stepMs: stepMs, slot: state.slot,
            moment: start + Int64(state.slot + 1) * stepMs, layout: layout, frames: [frame], lastValues: held,
            lastSlots: slots, gpus: state.gpus, trayStates: state.trayStates, rollUps: folded,
            states: StateCounts.count(state.gpus.states, topology: topology), hall: [], targets: state.targets, pages: [],
            trayTargets: trayTargets, events: events, statistics: state.statistics, exported: state.exported,
            past: past)
    }

    /// A moment at which nothing was recorded: places without anything known of them.
    public convenience init(gap topology: Topology, catalogue: Catalogue, moment: Timestamp, stepMs: Int64) {
        self.init(empty: topology, catalogue: catalogue, start: moment, stepMs: stepMs)
    }
}
