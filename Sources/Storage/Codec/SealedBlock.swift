// A finished block: immutable bytes with a checked head (unsafe inside: owns its memory, written once before anyone sees it).
// The ring in memory and the recording hold the same bytes.

import Telemetry

/// Values of many entities and columns over 1 to 256 slots. Safe to read from any thread.
public final class SealedBlock: @unchecked Sendable {
    /// Slots, step, epoch and content, as checked when the block was read.
    public let head: BlockHead
    /// Identifiers of the columns, by position.
    public let columns: [UInt16]
    /// Where the entities' values lie: dense from entity 0 on, ascending.
    public let chunks: [BlockChunk]
    /// Bytes of one value: 4 (tracks) or 8 (wire).
    public let byteWidth: Int
    private let memory: BlockMemory

    /// The block's bytes; position-independent, to be stored as they are.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(memory.bytes) }

    /// Copies and checks a block.
    ///
    /// - Parameter verifying: whether every chunk's checksum is tested at once; else `verify(chunk:)` is for the caller.
    public convenience init(copying bytes: UnsafeRawBufferPointer, verifying: Bool = false) throws(BlockFault) {
        try self.init(byteCount: bytes.count, verifying: verifying) { $0.copyMemory(from: bytes) }
    }

    /// Checks a block whose bytes are written where they stay.
    ///
    /// - Parameters:
    ///   - verifying: as for a copied one.
    ///   - fill: writes all of them.
    public convenience init(byteCount: Int, verifying: Bool = false, fill: (UnsafeMutableRawBufferPointer) -> Void)
        throws(BlockFault)
    {
        let memory = BlockMemory(byteCount: byteCount)
        fill(memory.bytes)
        try self.init(taking: memory)
        guard verifying else { return }
        for chunk in chunks.indices where !verify(chunk: chunk) { throw .damagedChunk(chunk) }
    }

    /// Checks a block where it lies, and owns that memory from then on.
    init(taking memory: BlockMemory) throws(BlockFault) {
        do throws(BlockFault) {
            (head, columns, chunks, byteWidth) = try Self.parse(UnsafeRawBufferPointer(memory.bytes))
        } catch {
            memory.free()
            throw error
        }
        self.memory = memory
    }

    deinit { memory.free() }

    /// Entities over all chunks.
    public var entityCount: Int { chunks.last?.entities.upperBound ?? 0 }

    /// Whether a chunk's bytes are those that were written.
    public func verify(chunk: Int) -> Bool {
        chunks.indices.contains(chunk) && Checksum.of(bytes(of: chunks[chunk])) == chunks[chunk].checksum
    }

    /// The chunk that holds an entity, nil if none does.
    public func chunk(of entity: Int) -> Int? {
        var low = 0, high = chunks.count
        while low < high {
            let middle = (low + high) / 2
            if chunks[middle].entities.upperBound <= entity { low = middle + 1 } else { high = middle }
        }
        return low < chunks.count && chunks[low].entities.contains(entity) ? low : nil
    }

    func bytes(of chunk: BlockChunk) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(rebasing: bytes[chunk.offset..<chunk.offset + chunk.length])
    }

    /// One column of a chunk, nil if it is damaged or not of this width.
    func column<T: StoredNumber>(_ column: Int, chunk: Int, as type: T.Type) -> ColumnReader<T>? {
        guard T.byteWidth == byteWidth, columns.indices.contains(column), chunks.indices.contains(chunk) else {
            return nil
        }
        let row = chunks[chunk], bytes = bytes(of: row), table = columns.count * 4
        guard bytes.count >= table else { return nil }
        func end(_ index: Int) -> Int {
            index < 0
                ? table : Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: index * 4, as: UInt32.self)))
        }
        let from = end(column - 1), to = end(column)
        guard from >= table, to >= from, to <= bytes.count else { return nil }
        return ColumnReader(
            checking: UnsafeRawBufferPointer(rebasing: bytes[from..<to]), series: row.entities.count, slots: head.slots)
    }
}
