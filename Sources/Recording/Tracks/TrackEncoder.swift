// One metric over one span as a sealed block, a chunk per rack (unsafe inside: rows of the codec). The bytes are those of
// docs/block-format.md; this file only says what stands in them.

import Storage

/// Makes the blocks of a span, metric by metric. Used by one thread.
final class TrackEncoder {
    private let builder = BlockBuilder<Float>()

    /// - Parameters:
    ///   - rows: a pointer per slot to the metric's first entity.
    ///   - ranges: the entities of each rack, in order.
    /// - Returns: the block's bytes; empty if there are no entities.
    func encode(
        _ head: BlockHead, metric: Int, rows: [UnsafePointer<Float>], ranges: [Range<Int>], precision: Precision
    ) -> [UInt8] {
        let chunks = ranges.filter { !$0.isEmpty }
        builder.begin(head, columns: [UInt16(truncatingIfNeeded: metric)], chunks: chunks)
        for chunk in chunks {
            let shifted = rows.map { $0 + chunk.lowerBound }
            shifted.withUnsafeBufferPointer { rows in
                builder.addTrackChunk(rows: { _ in rows }, precision: { _ in precision })
            }
        }
        return builder.finish().map { [UInt8]($0.bytes) } ?? []
    }
}
