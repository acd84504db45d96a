// Values over time, of one entity or of neighbours at once (unsafe inside: the caller's memory). A column is opened once for all of a chunk's
// entities: opening it costs as much as reading several.

import Telemetry

extension TrackHistory {
    /// Values of neighbouring entities over slots, entity after entity, missing where none are kept.
    ///
    /// - Parameter output: `entities.count * slots.count` values.
    func series(
        _ content: TrackGroup.Content, _ identifier: UInt16, _ entities: Range<Int>, _ slots: Range<Int>,
        into output: UnsafeMutablePointer<Float>
    ) {
        output.update(repeating: Absence.missing.float, count: entities.count * slots.count)
        guard !slots.isEmpty, let group = group(content), entities.lowerBound >= 0,
            entities.upperBound <= groups[group].entityCount
        else { return }
        let hot = firstHot
        if let column = groups[group].column(identifier) {
            for slot in slots.clamped(to: hot..<max(hot, newest + 1)) {
                let frame = frames[slot - hot], at = slot - slots.lowerBound
                for (row, entity) in entities.enumerated() {
                    output[row * slots.count + at] = frame[column.start + entity]
                }
            }
        }
        guard slots.lowerBound < hot else { return }
        if let replay {
            let wanted = slots.clamped(to: min(replay.oldestSlot, hot)..<hot)
            for (row, entity) in entities.enumerated() {
                let target = output + row * slots.count + wanted.lowerBound - slots.lowerBound
                let earlier = replay.values(content == .gpus, identifier, entity, slots: wanted)
                for (index, value) in earlier.enumerated() { target[index] = value }
            }
            return
        }
        let cold = slots.lowerBound..<min(hot, slots.upperBound)
        for block in covering(group, cold) {
            guard let column = block.column(identifier: identifier) else { continue }
            let range = block.head.slotRange.clamped(to: cold), first = output + range.lowerBound - slots.lowerBound
            if block.head.epoch == epoch {
                copy(block, column, entities, range, to: first, apart: slots.count)
                continue
            }
            // Neighbours of today need not have been neighbours.
            for (row, entity) in entities.enumerated() {
                guard let then = entityThen(entity, content, block) else { continue }
                copy(block, column, then..<then + 1, range, to: first + row * slots.count, apart: slots.count)
            }
        }
    }

    /// - Parameters:
    ///   - entities: by the block's own numbers.
    ///   - apart: distance of two entities' values in the output.
    private func copy(
        _ block: SealedBlock, _ column: Int, _ entities: Range<Int>, _ slots: Range<Int>,
        to output: UnsafeMutablePointer<Float>, apart: Int
    ) {
        let length = block.head.slots, skipped = slots.lowerBound - block.head.firstSlot
        var next = entities.lowerBound
        while next < entities.upperBound, let number = block.chunk(of: next) {
            let chunk = block.chunks[number].entities, shared = next..<min(entities.upperBound, chunk.upperBound)
            next = shared.upperBound
            withUnsafeTemporaryAllocation(of: Float.self, capacity: shared.count * length) { buffer in
                let own = shared.lowerBound - chunk.lowerBound..<shared.upperBound - chunk.lowerBound
                guard let values = buffer.baseAddress,
                    block.column(column, chunk: number, as: Float.self)?.decode(own, into: values) == true
                else { return }
                for (row, entity) in shared.enumerated() {
                    let target = output + (entity - entities.lowerBound) * apart
                    target.update(from: values + row * length + skipped, count: slots.count)
                }
            }
        }
    }
}
