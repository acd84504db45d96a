// A stretch of a remembered page (unsafe: owned bytes, compared with borrowed ones): the bytes before each number, in order.
// Runs hold nothing that only one target has, so that all targets whose pages agree can share them.

import Glibc

/// Heads back to back. A head is everything from the end of one sample to the number of the next: the line feed, comments,
/// name and labels; a long label block stands apart, in the target's `HeadSlots`.
public final class HeadRun: Sendable {
    /// The bytes of one head: a stretch of the run, then a slot if there is one.
    public struct Head: Equatable, Sendable {
        let length: UInt32
        /// -1: none.
        let slot: Int16
        /// A timestamp follows the number.
        let isStamped: Bool

        /// - Parameters:
        ///   - length: bytes in the run, without those of the slot.
        ///   - slot: index into the target's `HeadSlots`, nil if all bytes stand in the run.
        ///   - isStamped: a timestamp follows the number.
        public init(length: Int, slot: Int?, isStamped: Bool) {
            self.length = UInt32(truncatingIfNeeded: length)
            self.slot = slot.map { Int16(truncatingIfNeeded: $0) } ?? -1
            self.isStamped = isStamped
        }
    }

    /// Where a reader stands in a page.
    public struct Place {
        /// Behind the last sample read.
        public var position: Int
        /// The next value's index.
        public var index: Int

        public init(position: Int, index: Int) {
            self.position = position
            self.index = index
        }
    }

    nonisolated(unsafe) let bytes: UnsafeMutablePointer<UInt8>
    nonisolated(unsafe) let heads: UnsafeMutablePointer<Head>
    /// Heads in the run, and so numbers that it reads.
    public let count: Int
    /// Bytes held; those of slots are not among them.
    public let byteCount: Int

    /// - Parameter source: the heads' own bytes, back to back. They are copied.
    public init(bytes source: UnsafeBufferPointer<UInt8>, heads: [Head]) {
        count = heads.count
        byteCount = source.count
        // One stretch of memory for both: a hall has thousands of runs, and a new line makes one.
        let headBytes = heads.count * MemoryLayout<Head>.stride
        let memory = UnsafeMutableRawPointer.allocate(
            byteCount: max(1, headBytes + source.count), alignment: MemoryLayout<Head>.alignment)
        self.heads = memory.bindMemory(to: Head.self, capacity: heads.count)
        bytes = (memory + headBytes).bindMemory(to: UInt8.self, capacity: source.count)
        if let start = source.baseAddress { bytes.update(from: start, count: source.count) }
        for (index, head) in heads.enumerated() { (self.heads + index).initialize(to: head) }
    }

    deinit { UnsafeMutableRawPointer(heads).deallocate() }

    /// A hash over what `equals` compares.
    public static func hash(_ bytes: UnsafeBufferPointer<UInt8>, _ heads: [Head]) -> UInt64 {
        var hash = UInt64(truncatingIfNeeded: heads.count)
        if let base = bytes.baseAddress { hash = PageBytes.hash(base, bytes.count, seed: hash) }
        for head in heads {
            let word = UInt64(head.length) << 32 | UInt64(UInt16(bitPattern: head.slot)) << 1 | (head.isStamped ? 1 : 0)
            hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
            hash ^= hash >> 29
        }
        return hash
    }

    /// Whether a run of these bytes and heads would read the same, byte for byte.
    public func equals(_ other: UnsafeBufferPointer<UInt8>, _ otherHeads: [Head]) -> Bool {
        guard other.count == byteCount, otherHeads.count == count else { return false }
        guard byteCount == 0 || memcmp(bytes, other.baseAddress!, byteCount) == 0 else { return false }
        for index in 0..<count where heads[index] != otherHeads[index] { return false }
        return true
    }

    /// Offset of a head's bytes in the run.
    public func offset(of head: Int) -> Int {
        var offset = 0
        for index in 0..<head { offset &+= Int(heads[index].length) }
        return offset
    }

    /// Reads heads and numbers of `page` as long as they are as remembered.
    ///
    /// - Parameters:
    ///   - range: heads of this run, and `offset` where the bytes of the first stand.
    ///   - place: where to begin; moves behind the last head that matched.
    ///   - values: takes one number for each head.
    ///   - timestamps: takes one for each head, if the page has any.
    /// - Returns: how many heads matched.
    @inline(never)
    public func read(
        _ range: Range<Int>, offset: Int, slots: HeadSlots, page: UnsafeRawBufferPointer, place: inout Place,
        values: UnsafeMutablePointer<Double>, timestamps: UnsafeMutablePointer<Int64>?
    ) -> Int {
        guard let base = page.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        let limit = page.count, blocks = slots.slots, blockBytes = slots.bytes, heads = heads
        var own = bytes + offset, position = place.position, index = place.index
        var next = range.lowerBound
        while next < range.upperBound {
            let head = heads[next]
            let length = Int(head.length)
            var at = position
            guard limit &- at > length, memcmp(base + at, own, length) == 0 else { break }
            at &+= length
            if head.slot >= 0 {
                let block = blocks[Int(head.slot)]
                guard limit &- at > block.length, memcmp(base + at, blockBytes + block.offset, block.length) == 0
                else { break }
                at &+= block.length
            }
            guard let value = Decimal.read(base, &at, limit) else { break }
            values[index] = value
            if let timestamps {
                timestamps[index] = PageSample.noTimestamp
                if head.isStamped {
                    guard let stamp = Self.timestamp(base, &at, limit) else { break }
                    timestamps[index] = stamp
                }
            }
            own += length
            position = at
            index &+= 1
            next &+= 1
        }
        place = Place(position: position, index: index)
        return next &- range.lowerBound
    }

    /// Blanks and a whole number.
    private static func timestamp(_ base: UnsafePointer<UInt8>, _ at: inout Int, _ limit: Int) -> Int64? {
        let from = at
        while at < limit, PageBytes.isBlank(base[at]) { at &+= 1 }
        guard at > from, at < limit else { return nil }
        return PageBytes(UnsafeRawBufferPointer(start: base, count: limit)).integer(&at, limit)
    }

    /// The first head from `start` on that stands at `position`, looking at `window` of them at most.
    public func find(
        from start: Int, offset: Int, window: Int, slots: HeadSlots, page: UnsafeRawBufferPointer, position: Int
    ) -> Int? {
        guard let base = page.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return nil }
        var own = bytes + offset
        for index in start..<min(count, start &+ window) {
            let length = Int(heads[index].length)
            if matches(heads[index], own, slots, base + position, page.count &- position) { return index }
            own += length
        }
        return nil
    }

    private func matches(
        _ head: Head, _ own: UnsafeMutablePointer<UInt8>, _ slots: HeadSlots, _ there: UnsafePointer<UInt8>, _ room: Int
    ) -> Bool {
        let length = Int(head.length)
        guard room > length, memcmp(there, own, length) == 0 else { return false }
        guard head.slot >= 0 else { return true }
        let block = slots.slots[Int(head.slot)]
        return room &- length > block.length
            && memcmp(there + length, slots.bytes + block.offset, block.length) == 0
    }
}
