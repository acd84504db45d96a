// A bounded past: the newest slots as frames, older ones as sealed blocks, the oldest forgotten (unsafe inside: rows of frames).
// Sealing is spread over many slots; nothing here reads a clock or knows what the values mean.

import Telemetry

/// Frames in, blocks behind them. Owned by the core thread; readers see `TrackHistory`.
final class TrackRing {
    let start: Timestamp
    let stepMs: Int
    let blockSlots: Int
    /// Frames that stay although their slots are sealed.
    let keepSlots: Int
    /// Sealed slots kept, and the bytes they may take.
    let limitSlots: Int
    let limitBytes: Int
    private(set) var groups: [TrackGroup] = []
    /// Oldest first; the last belongs to slot `newest`.
    private(set) var frames: [SlotFrame] = []
    private(set) var newest = -1
    /// First slot of the stretch without a gap that ends with the newest.
    private(set) var begin = 0
    private(set) var blocks: [[SealedBlock]] = []
    private(set) var blockBytes = 0
    private(set) var epoch: UInt32 = 0
    /// First slot that is in no block yet.
    private var unsealed = 0
    private let builder = BlockBuilder<Float>()
    /// Values that may still be sealed; below 0, what was sealed ahead.
    private var share = 0
    /// The group being sealed; nil while nothing is.
    private var sealing: (group: Int, slots: Range<Int>)?
    private var rows: [UnsafePointer<Float>] = []
    private var missing = SlotFrame(count: 0)

    init(start: Timestamp, stepMs: Int, blockSlots: Int, keepSlots: Int, limitSlots: Int, limitBytes: Int = .max) {
        self.start = start
        self.stepMs = stepMs
        self.blockSlots = max(1, min(256, blockSlots))
        self.keepSlots = max(1, keepSlots)
        self.limitSlots = max(1, limitSlots)
        self.limitBytes = limitBytes
    }

    /// Seals at once what is more than one block behind. Whoever changes the columns or the hall every few seconds begins each seal anew,
    /// and would else never come to the end of one.
    func catchUp() {
        if frames.count - keepSlots > blockSlots { seal(values: .max) }
    }

    /// The columns from now on. What is being sealed begins anew, with them.
    func shape(_ groups: [TrackGroup], epoch: UInt32) {
        self.groups = groups
        self.epoch = epoch
        while blocks.count < groups.count { blocks.append([]) }
        let widest = groups.flatMap { $0.chunks.map(\.count) }.max() ?? 0
        missing = SlotFrame(count: widest)
        missing.fill(Absence.missing.float)
        sealing = nil
    }

    func replaceFrames(_ change: (SlotFrame) -> SlotFrame) {
        frames = frames.map(change)
        sealing = nil
    }

    /// Takes the frame of a slot. Slots that were left out are forgotten, not filled.
    func append(_ frame: SlotFrame, slot: Int) {
        if slot != newest + 1 || frames.isEmpty {
            seal(values: .max, whole: false)
            frames.removeAll(keepingCapacity: true)
            unsealed = slot
            begin = slot
            sealing = nil
        }
        frames.append(frame)
        newest = slot
    }

    /// Seals chunks of what is due until they hold this many values, and forgets what is too old.
    ///
    /// - Parameter whole: only full blocks; else also what has begun.
    /// - Returns: frames that are no longer needed.
    @discardableResult
    func seal(values: Int, whole: Bool = true) -> ArraySlice<SlotFrame> {
        // Chunks are whole: what one share had too much, the next has less.
        share = values == .max ? .max : min(values, share + values)
        while share > 0, let (group, slots) = next(whole) {
            if builder.chunksLeft > 0 {
                share -= encode(groups[group], slots)
            }
            if builder.chunksLeft == 0 { finish(group) }
        }
        if values == .max { share = 0 }
        let droppable = min(unsealed - (newest - frames.count + 1), frames.count - keepSlots)
        guard droppable > 0 else { return [] }
        defer { frames.removeFirst(droppable) }
        return frames.prefix(droppable)
    }

    /// Values of one full block over all groups. A rack of GPUs has twenty times as many as one of hosts: chunks are no measure of work.
    var valuesPerBlock: Int { groups.reduce(0) { $0 + $1.entityCount * $1.columns.count } * blockSlots }

    var history: TrackHistory {
        var history = TrackHistory(
            start: start, stepMs: stepMs, newest: newest, groups: groups, frames: frames, blocks: blocks, epoch: epoch)
        history.begin = begin
        return history
    }

    private func next(_ whole: Bool) -> (group: Int, slots: Range<Int>)? {
        if let sealing { return sealing }
        let count = min(blockSlots, newest + 1 - unsealed)
        guard count > 0, !groups.isEmpty, !whole || count == blockSlots else { return nil }
        return begin(0, unsealed..<unsealed + count)
    }

    private func begin(_ group: Int, _ slots: Range<Int>) -> (group: Int, slots: Range<Int>) {
        let head = BlockHead(
            content: groups[group].content.rawValue, epoch: epoch, firstSlot: slots.lowerBound,
            start: start + Int64(slots.lowerBound) * Int64(stepMs), stepMs: stepMs, slots: slots.count)
        builder.begin(head, columns: groups[group].columns.map(\.identifier), chunks: groups[group].chunks)
        sealing = (group, slots)
        return (group, slots)
    }

    /// - Returns: how many values that were.
    private func encode(_ group: TrackGroup, _ slots: Range<Int>) -> Int {
        let entities = group.chunks[group.chunks.count - builder.chunksLeft]
        let first = slots.lowerBound - (newest - frames.count + 1)
        let columns = group.columns.count
        rows.removeAll(keepingCapacity: true)
        for column in group.columns {
            let offset = column.start + entities.lowerBound
            for index in first..<first + slots.count {
                // Frames from before a column was known end where it begins.
                let isThere = offset + entities.count <= frames[index].count
                rows.append(UnsafePointer(isThere ? frames[index].base + offset : missing.base))
            }
        }
        rows.withUnsafeBufferPointer { rows in
            guard columns > 0 else { return builder.addTrackChunk(rows: { _ in rows }, precision: { _ in .exact }) }
            builder.addTrackChunk(
                rows: { UnsafeBufferPointer(rebasing: rows[$0 * slots.count..<($0 + 1) * slots.count]) },
                precision: { group.columns[$0].precision })
        }
        return max(1, entities.count * columns * slots.count)
    }

    private func finish(_ group: Int) {
        guard let (_, slots) = sealing else { return }
        if let block = builder.finish() {
            blocks[group].append(block)
            blockBytes += block.bytes.count
        }
        if group + 1 < groups.count {
            _ = begin(group + 1, slots)
            return
        }
        sealing = nil
        unsealed = slots.upperBound
        while blocks[0].count > 1,
            newest - blocks[0][0].head.slotRange.upperBound >= limitSlots || blockBytes > limitBytes
        {
            forget(upTo: blocks[0][0].head.slotRange.upperBound)
        }
    }

    private func forget(upTo slot: Int) {
        for group in blocks.indices {
            while let block = blocks[group].first, block.head.slotRange.upperBound <= slot {
                blockBytes -= block.bytes.count
                blocks[group].removeFirst()
            }
        }
    }
}
