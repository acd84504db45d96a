// One slot of a span, everything of it: the small state on one core while the others take the columns (unsafe inside: the codec writes in
// place).

import Foundation
import Storage
import Synchronization
import Telemetry

extension LoadedSpan {
    /// State and values at the end of a slot.
    ///
    /// - Parameter index: counted from the span's first slot.
    func moment(at index: Int) throws(RecordingError) -> (state: SlotState, values: [Float]) {
        guard row.isSealed else { return (try state(at: index), try unsealedValues(at: index)) }
        try loadStates()
        let columns =
            [(ColumnPlan.gpuStates, 0), (ColumnPlan.trayStates, epoch.topology.gpuCount)]
            + zip(plan.metrics.map(\.index), plan.starts)
        var values = [Float](repeating: Absence.missing.float, count: plan.count)
        var blocks = columns.map { known($0.0) }
        let results = Mutex<(state: Result<SlotState, RecordingError>?, damaged: [(metric: Int, start: Int)])>(
            (nil, []))
        let sqlite = Mutex(())
        values.withUnsafeMutableBufferPointer { values in
            blocks.withUnsafeMutableBufferPointer { blocks in
                // Each column is one job's alone, and so is the state.
                nonisolated(unsafe) let output = values.baseAddress!, blocks = blocks, span = self
                DispatchQueue.concurrentPerform(iterations: columns.count + 1) { job in
                    guard job > 0 else {
                        let state = Result { () throws(RecordingError) in try span.state(at: index) }
                        return results.withLock { $0.state = state }
                    }
                    let (metric, start) = columns[job - 1]
                    if blocks[job - 1] == nil {
                        let packed = sqlite.withLock { _ in span.packed(metric) }
                        blocks[job - 1] = span.block(metric, packed)
                    }
                    if blocks[job - 1]?.read(column: 0, slot: index, into: output + start) != true {
                        results.withLock { $0.damaged.append((metric, start)) }
                    }
                }
            }
        }
        let (state, broken) = results.withLock { $0 }
        for (metric, start) in broken {
            try lose(metric)
            // What was written of it before the damage was met.
            let entities = isGPU(metric) ? epoch.topology.gpuCount : epoch.topology.trays.count
            for index in start..<start + entities { values[index] = Absence.missing.float }
        }
        for (block, column) in zip(blocks, columns) { if let block { keep(block, column.0) } }
        return (try state!.get(), values)
    }

    private func packed(_ metric: Int) -> [UInt8]? {
        (try? file.packedChunk(ChunkID(span: row.id, kind: .track, number: metric))) ?? nil
    }
}
