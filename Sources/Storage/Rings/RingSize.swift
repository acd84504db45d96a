// What one group of a ring takes in memory: for those who choose how much of the past to keep.

/// Sealed blocks of one step and kind of entity.
public struct RingSize: Equatable, Sendable {
    /// Length of a slot of the ring.
    public let stepMs: Int
    /// `GPUs`, `hosts`, `places`, `GPU means`
    public let content: String
    /// Bytes of its blocks.
    public let bytes: Int
    /// Values in them, absences included.
    public let values: Int
}

extension Snapshot {
    /// Every ring's sealed blocks, finest step first.
    public var ringSizes: [RingSize] {
        ([past.raw] + past.levels).flatMap { ring in
            zip(ring.groups, ring.blocks).map { group, blocks in
                RingSize(
                    stepMs: ring.stepMs, content: group.content.word,
                    bytes: blocks.reduce(0) { $0 + $1.bytes.count },
                    values: blocks.reduce(0) { $0 + $1.entityCount * $1.columns.count * $1.head.slots })
            }
        }
    }

    /// Bytes of sealed blocks behind this snapshot, all steps.
    public var sealedBytes: Int { ringSizes.reduce(0) { $0 + $1.bytes } }
}
