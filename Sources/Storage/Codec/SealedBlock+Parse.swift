// The head and the chunk table of a block, checked (unsafe inside: a borrowed buffer). Hostile bytes end here.

import Telemetry

extension SealedBlock {
    typealias Parsed = (head: BlockHead, columns: [UInt16], chunks: [BlockChunk], byteWidth: Int)

    /// Over all of the head but its own checksum.
    static func headChecksum(_ head: UnsafeRawBufferPointer) -> UInt64 {
        let before = Checksum.of(UnsafeRawBufferPointer(rebasing: head[0..<56]))
        return before ^ Checksum.of(UnsafeRawBufferPointer(rebasing: head[BlockHead.byteCount...])) &* 3
    }

    static func parse(_ bytes: UnsafeRawBufferPointer) throws(BlockFault) -> Parsed {
        var source = ByteSource(bytes)
        guard source.take(UInt32.self) == BlockHead.magic else { throw .notABlock }
        guard let version = source.take(UInt16.self) else { throw .truncated(haveBytes: bytes.count, needBytes: 64) }
        guard (1...BlockHead.version).contains(version) else { throw .version(Int(version)) }
        guard bytes.count >= BlockHead.byteCount else {
            throw .truncated(haveBytes: bytes.count, needBytes: BlockHead.byteCount)
        }
        let width = Int(source.take(UInt8.self) ?? 0)
        _ = source.take(UInt8.self)
        guard let firstSlot = source.take(Int64.self), let start = source.take(Int64.self),
            let stepMs = source.take(UInt32.self), let slots = source.take(UInt16.self),
            let columnCount = source.take(UInt16.self), let chunkCount = source.take(UInt32.self),
            let epoch = source.take(UInt32.self), let total = source.take(UInt64.self),
            let content = source.take(UInt32.self), source.take(UInt32.self) != nil,
            let checksum = source.take(UInt64.self)
        else { throw .damagedHead }
        let table = Int(chunkCount) * BlockHead.chunkByteCount + (Int(columnCount) * 2 + 7) / 8 * 8
        guard bytes.count >= BlockHead.byteCount + table else {
            throw .truncated(haveBytes: bytes.count, needBytes: BlockHead.byteCount + table)
        }
        let headBytes = UnsafeRawBufferPointer(rebasing: bytes[0..<BlockHead.byteCount + table])
        guard headChecksum(headBytes) == checksum else { throw .damagedHead }
        guard total == UInt64(bytes.count) else {
            throw .truncated(haveBytes: bytes.count, needBytes: Int(clamping: total))
        }
        guard width == 4 || width == 8 else { throw .shape("values of \(width) bytes") }
        guard (1...256).contains(slots) else { throw .shape("\(slots) slots") }
        guard firstSlot.magnitude < 1 << 50, start.magnitude < 1 << 60, stepMs > 0 else { throw .shape("its time") }
        let chunks = try readChunks(&source, Int(chunkCount), bytes.count)
        var columns: [UInt16] = []
        for _ in 0..<columnCount { columns.append(source.take(UInt16.self) ?? 0) }
        let head = BlockHead(
            content: content, epoch: epoch, firstSlot: Int(firstSlot), start: Timestamp(milliseconds: start),
            stepMs: Int(stepMs), slots: Int(slots))
        return (head, columns, chunks, width)
    }

    private static func readChunks(
        _ source: inout ByteSource, _ count: Int, _ size: Int
    ) throws(BlockFault) -> [BlockChunk] {
        var chunks: [BlockChunk] = []
        chunks.reserveCapacity(count)
        for number in 0..<count {
            guard let first = source.take(UInt32.self), let entities = source.take(UInt32.self),
                let offset = source.take(UInt64.self), let length = source.take(UInt32.self),
                source.take(UInt32.self) != nil, let checksum = source.take(UInt64.self)
            else { throw .damagedHead }
            let before = chunks.last?.entities.upperBound ?? 0
            guard Int(first) == before, entities > 0, entities < 1 << 24, offset <= UInt64(size),
                Int(length) <= size - Int(offset)
            else { throw .shape("chunk \(number)") }
            chunks.append(
                BlockChunk(
                    entities: before..<before + Int(entities), offset: Int(offset), length: Int(length),
                    checksum: checksum))
        }
        return chunks
    }
}
