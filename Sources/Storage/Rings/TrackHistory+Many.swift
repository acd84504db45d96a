// Many neighbours' values at once (unsafe inside: the caller's memory). A column is opened once for all of a chunk's entities: opening
// it costs as much as reading several.

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
        guard let group = group(content), entities.upperBound <= groups[group].entityCount else { return }
        guard replay == nil else {
            for (row, entity) in entities.enumerated() {
                one(content, identifier, entity, slots, output + row * slots.count)
            }
            return
        }
        let hot = firstHot
        if let column = groups[group].column(identifier) {
            for slot in slots.clamped(to: hot..<max(hot, newest + 1)) {
                let frame = frames[slot - hot], at = slot - slots.lowerBound
                for (row, entity) in entities.enumerated() {
                    output[row * slots.count + at] = frame[column.start + entity]
                }
            }
        }
        for block in covering(group, slots.clamped(to: min(slots.lowerBound, hot)..<hot)) {
            guard let column = block.column(identifier: identifier) else { continue }
            let range = block.head.slotRange.clamped(to: slots).clamped(to: min(slots.lowerBound, hot)..<hot)
            guard block.head.epoch == epoch else {
                for (row, entity) in entities.enumerated() {
                    one(
                        content, identifier, entity, range,
                        output + row * slots.count + range.lowerBound - slots.lowerBound)
                }
                continue
            }
            copy(block, column, entities, range, slots, output)
        }
    }

    private func one(
        _ content: TrackGroup.Content, _ identifier: UInt16, _ entity: Int, _ slots: Range<Int>,
        _ output: UnsafeMutablePointer<Float>
    ) {
        for (index, value) in series(content, identifier, entity, slots).enumerated() { output[index] = value }
    }

    private func copy(
        _ block: SealedBlock, _ column: Int, _ entities: Range<Int>, _ range: Range<Int>, _ slots: Range<Int>,
        _ output: UnsafeMutablePointer<Float>
    ) {
        let length = block.head.slots, skipped = range.lowerBound - block.head.firstSlot
        for (number, chunk) in block.chunks.enumerated() {
            let shared = chunk.entities.clamped(to: entities)
            guard !shared.isEmpty else { continue }
            withUnsafeTemporaryAllocation(of: Float.self, capacity: shared.count * length) { buffer in
                let own = shared.lowerBound - chunk.entities.lowerBound..<shared.upperBound - chunk.entities.lowerBound
                guard
                    block.column(column, chunk: number, as: Float.self)?.decode(own, into: buffer.baseAddress!) == true
                else { return }
                for (row, entity) in shared.enumerated() {
                    let target =
                        output + (entity - entities.lowerBound) * slots.count + range.lowerBound - slots.lowerBound
                    target.update(from: buffer.baseAddress! + row * length + skipped, count: range.count)
                }
            }
        }
    }
}
