// A longer step over the slots: places' figures and GPUs' means, kept in a ring of their own.

import Facility
import Telemetry

/// Folds slots to steps of its own. Owned by the core thread.
final class RollUpRing {
    /// Chunks of places: small enough that sealing one is no slot's worth of work.
    private static let placesPerChunk = 12
    private static let blockSlots = 20

    let ring: TrackRing
    /// Slots of the level below per step.
    let slotsPerStep: Int
    private(set) var places: PlaceFold
    private(set) var gpus: GPUFold
    private var topology: Topology
    private var hasValues = false

    /// - Parameters:
    ///   - stepMs: of the level below.
    ///   - slotsPerStep: how many of those make a step here.
    init(_ topology: Topology, start: Timestamp, stepMs: Int, slotsPerStep: Int, limitSlots: Int) {
        self.topology = topology
        self.slotsPerStep = slotsPerStep
        places = PlaceFold(topology)
        gpus = GPUFold(gpus: topology.gpuCount)
        ring = TrackRing(
            start: start, stepMs: stepMs * slotsPerStep, blockSlots: Self.blockSlots, keepSlots: 1,
            limitSlots: limitSlots)
    }

    /// New columns, or a new hall: the open step begins anew then.
    func shape(_ topology: Topology, _ layout: FrameLayout, _ catalogue: Catalogue, epoch: UInt32) {
        if topology !== self.topology {
            self.topology = topology
            ring.seal(values: .max, whole: false)
            ring.replaceFrames { _ in SlotFrame(count: 0) }
            places = PlaceFold(topology)
            gpus = GPUFold(gpus: topology.gpuCount)
            hasValues = false
        }
        places.shape(layout, catalogue)
        var columns: [TrackColumn] = []
        for column in layout.columns {
            for stat in RollUpStat.allCases {
                columns.append(
                    TrackColumn(
                        identifier: stat.identifier(column.metric.index), start: columns.count * places.places,
                        precision: stat.precision(catalogue[column.metric])))
            }
        }
        let chunks = stride(from: 0, to: places.places, by: Self.placesPerChunk).map {
            $0..<min($0 + Self.placesPerChunk, places.places)
        }
        let perGPU = GPUFold.columns(after: places.frameCount, gpus: gpus.gpus, catalogue)
        ring.shape(
            [
                TrackGroup(content: .places, columns: columns, chunks: chunks),
                TrackGroup(
                    content: .gpuRollUps, columns: perGPU, chunks: topology.racks.map(\.gpus).filter { !$0.isEmpty }),
            ], epoch: epoch)
    }

    /// Adds a slot's folds.
    ///
    /// - Parameter slot: of the level below.
    /// - Returns: whether a step ended with it.
    func add(slot: Int, _ fold: PlaceFold, addGPUs: (GPUFold) -> Void) -> Bool {
        places.merge(fold)
        addGPUs(gpus)
        hasValues = true
        return (slot + 1) % slotsPerStep == 0
    }

    /// Ends the step that `slot` is the last of.
    func close(slot: Int) {
        guard hasValues else { return }
        let frame = SlotFrame(count: places.frameCount + gpus.gpus * GPUFold.metrics.count * 2)
        places.write(to: frame)
        gpus.write(to: frame, at: places.frameCount)
        // Now, and not when a block is made of it, so that a step shows the same as long as it is kept.
        for group in ring.groups {
            for column in group.columns { column.precision.round(frame.base + column.start, count: group.entityCount) }
        }
        ring.append(frame, slot: slot / slotsPerStep)
    }

    func clear() {
        places.clear()
        gpus.clear()
        hasValues = false
    }
}
