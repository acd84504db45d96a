// One row of a block's chunk table.

/// Where the values of neighbouring entities (usually a rack's) lie in a block.
public struct BlockChunk: Equatable, Sendable {
    /// Numbers of the entities, dense and in order from chunk to chunk.
    public let entities: Range<Int>
    let offset: Int
    let length: Int
    let checksum: UInt64
}
