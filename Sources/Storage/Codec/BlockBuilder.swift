// Writes a block chunk by chunk, so that sealing can be spread over many slots (unsafe inside: borrowed rows).

import Telemetry

/// Makes one block after the other. Reused; used by one thread.
public final class BlockBuilder<T: StoredNumber> {
    private let sink = ByteSink(capacity: 1 << 16)
    private let encoder = ColumnEncoder<T>()
    private var head = BlockHead(firstSlot: 0, start: Timestamp(milliseconds: 0), stepMs: 1000, slots: 1)
    private var columns = 0
    private var chunks: [Range<Int>] = []
    private var done = 0
    private var tableOffset: Int { BlockHead.byteCount }

    /// A builder that holds no block until `begin`.
    public init() {}

    /// Chunks that are still to be written.
    public var chunksLeft: Int { chunks.count - done }

    /// Starts a block.
    ///
    /// - Parameters:
    ///   - columns: identifiers of its columns, such as metric numbers; fewer than 65,536.
    ///   - chunks: the entities of each chunk, dense and ascending, none empty.
    public func begin(_ head: BlockHead, columns: [UInt16], chunks: [Range<Int>]) {
        self.head = head
        self.columns = columns.count
        self.chunks = chunks
        done = 0
        // Half of what the values take plain: more is seldom needed, and then it grows.
        let values = chunks.reduce(0) { $0 + $1.count } * columns.count * head.slots
        sink.removeAll(reserving: values * T.byteWidth / 2)
        sink.append(BlockHead.magic)
        sink.append(BlockHead.version)
        sink.append(UInt8(T.byteWidth))
        sink.append(UInt8(0))
        sink.append(Int64(head.firstSlot))
        sink.append(head.start.milliseconds)
        sink.append(UInt32(head.stepMs))
        sink.append(UInt16(head.slots))
        sink.append(UInt16(columns.count))
        sink.append(UInt32(chunks.count))
        sink.append(head.epoch)
        sink.append(UInt64(0))
        sink.append(head.content)
        sink.append(UInt32(0))
        sink.append(UInt64(0))
        sink.append(zeros: chunks.count * BlockHead.chunkByteCount)
        for column in columns { sink.append(column) }
        sink.append(zeros: (8 - sink.count % 8) % 8)
    }

    /// Writes the next chunk.
    ///
    /// - Parameter rows: for each column, by its position, one pointer per slot to the values of the chunk's entities.
    func addChunk(_ rows: (Int) -> UnsafeBufferPointer<UnsafePointer<T>>, precision: (Int) -> Precision) {
        guard done < chunks.count else { return }
        let start = sink.count, entities = chunks[done]
        sink.append(zeros: columns * 4)
        for column in 0..<columns {
            encoder.encode(
                rows: rows(column), count: entities.count, precision: precision(column), into: sink)
            sink.store(UInt32(sink.count - start), at: start + column * 4)
        }
        sink.append(zeros: (8 - sink.count % 8) % 8)
        let row = tableOffset + done * BlockHead.chunkByteCount
        sink.store(UInt32(entities.lowerBound), at: row)
        sink.store(UInt32(entities.count), at: row + 4)
        sink.store(UInt64(start), at: row + 8)
        sink.store(UInt32(sink.count - start), at: row + 16)
        sink.store(Checksum.of(UnsafeRawBufferPointer(rebasing: sink.bytes[start..<sink.count])), at: row + 24)
        done += 1
    }

    /// The finished block; all chunks must have been added.
    public func finish() -> SealedBlock? {
        guard done == chunks.count else { return nil }
        sink.store(UInt64(sink.count), at: 40)
        let table = tableOffset + chunks.count * BlockHead.chunkByteCount + (columns * 2 + 7) / 8 * 8
        sink.store(SealedBlock.headChecksum(UnsafeRawBufferPointer(rebasing: sink.bytes[0..<table])), at: 56)
        return try? SealedBlock(taking: sink.take())
    }
}

extension BlockBuilder where T == Float {
    /// Writes the next chunk of tracks.
    public func addTrackChunk(
        rows: (Int) -> UnsafeBufferPointer<UnsafePointer<Float>>, precision: (Int) -> Precision
    ) { addChunk(rows, precision: precision) }
}

extension BlockBuilder where T == Double {
    /// Writes the next chunk of wire values.
    public func addWireChunk(
        rows: (Int) -> UnsafeBufferPointer<UnsafePointer<Double>>, precision: (Int) -> Precision
    ) { addChunk(rows, precision: precision) }
}
