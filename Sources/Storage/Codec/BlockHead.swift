// What a block says about itself before its chunks. See docs/block-format.md.

import Telemetry

/// The fixed part of a block's head.
public struct BlockHead: Equatable, Sendable {
    /// The version that is written. 2 has the method *steps*; 1 is read as well.
    public static let version: UInt16 = 2
    static let magic: UInt32 = 0x4B42_4756
    static let byteCount = 64
    static let chunkByteCount = 32

    /// What the columns and entities are; the block's owner gives it a meaning.
    public var content: UInt32
    /// The inventory version whose numbers the entities are.
    public var epoch: UInt32
    /// Number of the first slot.
    public var firstSlot: Int
    /// Beginning of the first slot.
    public var start: Timestamp
    /// Length of a slot.
    public var stepMs: Int
    /// 1 to 256.
    public var slots: Int

    /// Kept as given: nothing is checked before `SealedBlock` reads it back.
    public init(content: UInt32 = 0, epoch: UInt32 = 0, firstSlot: Int, start: Timestamp, stepMs: Int, slots: Int) {
        self.content = content
        self.epoch = epoch
        self.firstSlot = firstSlot
        self.start = start
        self.stepMs = stepMs
        self.slots = slots
    }

    /// Numbers of all slots of the block.
    public var slotRange: Range<Int> { firstSlot..<firstSlot + slots }
}
