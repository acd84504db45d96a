// The stretches of a page that repeat in it and that only this target has: its long label blocks (unsafe: owned bytes).

import Glibc

/// Label blocks of one target, each stored once however many lines carry it. Immutable.
public final class HeadSlots: Sendable {
    struct Slot {
        let offset: Int
        let length: Int
    }

    private static let searched = 64
    nonisolated(unsafe) let bytes: UnsafeMutablePointer<UInt8>
    nonisolated(unsafe) let slots: UnsafeMutablePointer<Slot>
    /// Blocks held.
    public let count: Int
    /// Bytes held.
    public let byteCount: Int

    /// - Parameter ranges: the blocks as they stand in `page`.
    public init(_ page: UnsafeRawBufferPointer, _ ranges: [Range<Int>]) {
        count = ranges.count
        byteCount = ranges.reduce(0) { $0 + $1.count }
        bytes = .allocate(capacity: max(1, byteCount))
        slots = .allocate(capacity: max(1, ranges.count))
        var offset = 0
        for (index, range) in ranges.enumerated() {
            memcpy(bytes + offset, page.baseAddress! + range.lowerBound, range.count)
            (slots + index).initialize(to: Slot(offset: offset, length: range.count))
            offset += range.count
        }
    }

    /// The slot of the first few that holds these bytes.
    public func slot(holding block: UnsafeRawBufferPointer) -> Int? {
        guard let base = block.baseAddress else { return nil }
        for index in 0..<min(count, Self.searched) where slots[index].length == block.count {
            if memcmp(bytes + slots[index].offset, base, block.count) == 0 { return index }
        }
        return nil
    }

    deinit {
        bytes.deallocate()
        slots.deallocate()
    }
}
