// The slots of an epoch as they were recorded, and what of them is damaged made again from the wire (unsafe: fills a row). What is whole is
// never made again, and what neither has stays unknown.

import Storage
import Telemetry

/// Asked span by span, in their order.
final class SpanMender {
    private let epoch: Epoch
    private let reader: RecordingReader
    private let player: WirePlayer?
    private let attributesAreWhole: Bool
    private var made: (span: Int64, slots: [Int: Snapshot]) = (-1, [:])
    /// What could not be made again, in sentences.
    private(set) var left: [String] = []

    /// - Parameter rows: of the epoch, in the order they were written.
    init(_ epoch: Epoch, _ rows: [SpanRow], _ reader: RecordingReader) {
        self.epoch = epoch
        self.reader = reader
        player = epoch.isExact ? WirePlayer(epoch, rows, reader) : nil
        attributesAreWhole = reader.attributesAreWhole(epoch)
    }

    /// The snapshot of one slot of a span, counted from its first.
    func snapshot(of row: SpanRow, slot: Int) throws(RecordingError) -> Snapshot? {
        let recorded: Snapshot?
        do throws(RecordingError) { recorded = try reader.snapshot(of: row, slot: slot) } catch {
            guard error.kind == .damaged, let again = again(row, slot), let frame = again.frame else { throw error }
            return snapshot(again.state, again.columns, frame.values, again)
        }
        let lost = reader.lost(of: row)
        guard let recorded, let frame = recorded.frame, !lost.isEmpty || !attributesAreWhole else { return recorded }
        guard let again = again(row, slot) else {
            left += reader.lostTracks(of: row)
            return recorded
        }
        var values = Array(frame.values)
        for metric in lost {
            let isGPU = epoch.catalogue[metric].entity == .gpu
            for entity in 0..<(isGPU ? epoch.topology.gpuCount : epoch.topology.trays.count) {
                values[recorded.offset(metric, entity)] =
                    again.frame?[again.offset(metric, entity)] ?? Absence.missing.float
            }
        }
        return values.withUnsafeBufferPointer { snapshot(recorded.state, recorded.columns, $0, again) }
    }

    private func again(_ row: SpanRow, _ slot: Int) -> Snapshot? {
        if made.span != row.id { made = (row.id, player?.snapshots(of: row) ?? [:]) }
        return made.slots[row.firstSlot + slot]
    }

    /// Events are those recorded: what happened then nobody has to guess.
    private func snapshot(
        _ state: MomentState, _ columns: [MetricID], _ values: UnsafeBufferPointer<Float>, _ again: Snapshot
    ) -> Snapshot {
        let past: any SnapshotPast =
            attributesAreWhole
            ? ReplayPast(reader, epoch, slot: state.slot, pageTimes: [])
            : NoPast(attributes: again.attributes, gpus: Array(0..<epoch.topology.gpuCount))
        return Snapshot(
            state, topology: epoch.topology, catalogue: epoch.catalogue, start: epoch.start, stepMs: epoch.stepMs,
            columns: columns, values: values, events: (try? reader.events(epoch, upTo: state.slot)) ?? [], past: past)
    }
}
