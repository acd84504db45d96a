// A ring's past as readers see it: references to frames and blocks that never change (unsafe inside: pointers to own arrays).
// Every read names its slots; what is not kept is missing.

import Telemetry

/// Values of one ring by column, entity and slot. A value type of references: copying it copies no values.
struct TrackHistory: Sendable {
    let start: Timestamp
    let stepMs: Int
    /// Number of the newest slot, -1 if there is none.
    let newest: Int
    let groups: [TrackGroup]
    let frames: [SlotFrame]
    /// By group, oldest first.
    let blocks: [[SealedBlock]]
    let epoch: UInt32
    /// Maps of older epochs, for what was sealed before the hall changed.
    var epochs: [UInt32: EpochMap] = [:]
    /// First slot of the stretch without a long gap that ends with the newest.
    var begin = 0
    /// What lies before the frames of a replayed moment; nil for a live hall.
    var replay: (any SnapshotPast)?
    /// Slots of the recording in one of this history's.
    var replayedSlots = 1
    /// Where the epoch of a replayed moment begins behind others: longer steps of those are known up to here, whole or in part.
    var joint: Timestamp?

    /// An empty past.
    init(start: Timestamp, stepMs: Int) {
        self.init(start: start, stepMs: stepMs, newest: -1, groups: [], frames: [], blocks: [], epoch: 0)
    }

    init(
        start: Timestamp, stepMs: Int, newest: Int, groups: [TrackGroup], frames: [SlotFrame], blocks: [[SealedBlock]],
        epoch: UInt32
    ) {
        self.start = start
        self.stepMs = stepMs
        self.newest = newest
        self.groups = groups
        self.frames = frames
        self.blocks = blocks
        self.epoch = epoch
    }

    /// The same past up to an earlier slot, which is at hand as a frame.
    func ending(at slot: Int, _ frame: SlotFrame) -> TrackHistory {
        let hot = firstHot
        let earlier = slot > hot ? Array(frames[0..<slot - hot]) : []
        var past = TrackHistory(
            start: start, stepMs: stepMs, newest: slot, groups: groups, frames: earlier + [frame], blocks: blocks,
            epoch: epoch)
        past.epochs = epochs
        past.begin = min(begin, slot)
        return past
    }

    var firstHot: Int { newest - frames.count + 1 }

    /// The oldest slot that is kept, `newest + 1` if none is.
    var oldest: Int {
        let kept = min(blocks.first?.first?.head.firstSlot ?? .max, firstHot)
        return replay.map { min(kept, $0.oldestSlot.flooredQuotient(by: replayedSlots)) } ?? kept
    }

    /// Where what is kept begins, and where its newest slot ends.
    var beginning: Timestamp { start + Int64(oldest) * Int64(stepMs) }
    var end: Timestamp {
        let end = start + Int64(newest + 1) * Int64(stepMs)
        return joint.map { max(end, $0) } ?? end
    }

    /// Nothing has ended yet.
    var isEmpty: Bool { newest < 0 && joint == nil }

    /// The first end of a slot that is not before `time`, if there is one yet: where this history hands over to a finer one. Cut
    /// within a slot, it would leave a hole there.
    func handover(at time: Timestamp) -> Timestamp {
        let slot = slot(endingAt: time + Int64(stepMs) - 1)
        return min(end, start + Int64(slot + 1) * Int64(stepMs))
    }

    func frame(_ slot: Int) -> SlotFrame? {
        slot >= firstHot && slot <= newest ? frames[slot - firstHot] : nil
    }

    func group(_ content: TrackGroup.Content) -> Int? { groups.firstIndex { $0.content == content } }

    /// One entity's values over slots, oldest first, missing where none are kept.
    func series(_ content: TrackGroup.Content, _ identifier: UInt16, _ entity: Int, _ slots: Range<Int>) -> [Float] {
        [Float](unsafeUninitializedCapacity: max(1, slots.count)) { values, count in
            series(content, identifier, entity..<entity + 1, slots, into: values.baseAddress!)
            count = slots.count
        }
    }

    /// One slot's values of all entities of a group, missing where none are kept.
    func row(_ content: TrackGroup.Content, _ identifier: UInt16, slot: Int) -> [Float] {
        guard let group = group(content) else { return [] }
        let count = groups[group].entityCount
        var values = [Float](repeating: Absence.missing.float, count: count)
        if let frame = frame(slot) {
            guard let column = groups[group].column(identifier) else { return values }
            for entity in 0..<count { values[entity] = frame[column.start + entity] }
            return values
        }
        if let replay {
            guard slot >= oldest, slot < newest else { return values }
            let recorded = replay.column(content == .gpus, identifier, slot: slot)
            return recorded.count == count ? recorded : values
        }
        guard let block = covering(group, slot..<slot + 1).last, let column = block.column(identifier: identifier)
        else { return values }
        let size = max(count, block.entityCount)
        return withUnsafeTemporaryAllocation(of: Float.self, capacity: max(1, size)) { buffer in
            guard block.read(column: column, slot: slot - block.head.firstSlot, into: buffer.baseAddress!) else {
                return values
            }
            if block.head.epoch == epoch {
                for entity in 0..<min(count, block.entityCount) { values[entity] = buffer[entity] }
            } else if let map = epochs[block.head.epoch]?.entities(content) {
                for entity in 0..<min(count, map.count) where map[entity] >= 0 && map[entity] < block.entityCount {
                    values[entity] = buffer[Int(map[entity])]
                }
            }
            return values
        }
    }

    /// The blocks of a group that hold any of the slots, oldest first.
    func covering(_ group: Int, _ slots: Range<Int>) -> ArraySlice<SealedBlock> {
        guard blocks.indices.contains(group), !slots.isEmpty else { return [] }
        let all = blocks[group]
        var low = 0, high = all.count
        while low < high {
            let middle = (low + high) / 2
            if all[middle].head.slotRange.upperBound <= slots.lowerBound { low = middle + 1 } else { high = middle }
        }
        var end = low
        while end < all.count, all[end].head.firstSlot < slots.upperBound { end += 1 }
        return all[low..<end]
    }

    /// The entity's number when the block was sealed.
    func entityThen(_ entity: Int, _ content: TrackGroup.Content, _ block: SealedBlock) -> Int? {
        if block.head.epoch == epoch { return entity }
        guard let map = epochs[block.head.epoch]?.entities(content), entity < map.count, map[entity] >= 0 else {
            return nil
        }
        return Int(map[entity])
    }

    /// The slot that a moment, the end of a slot, belongs to.
    func slot(endingAt moment: Timestamp) -> Int { Int((moment - start).flooredQuotient(by: Int64(stepMs))) - 1 }
}
