// Reads another target's page by this run (unsafe: compares borrowed bytes): what repeats in it may differ, if it does so each time.

import Glibc

extension HeadRun {
    /// Slots that the heads use, each once.
    public var slots: [Int] {
        var found: [Int] = []
        for index in 0..<count where heads[index].slot >= 0 && !found.contains(Int(heads[index].slot)) {
            found.append(Int(heads[index].slot))
        }
        return found
    }

    /// The slot that a head uses, nil if all its bytes stand in the run.
    public func slot(of head: Int) -> Int? { heads[head].slot >= 0 ? Int(heads[head].slot) : nil }

    /// Reads heads and numbers as long as they are as remembered, up to the slots: the first use of one says what it holds.
    ///
    /// - Parameters:
    ///   - blocks: of `page`, under the same limits that the run was learned under.
    ///   - lineLimit: heads and blocks beyond this are left to a reader that knows lines.
    /// - Returns: how many heads matched. Lines with a time of their own do not.
    public func adopt(
        _ range: Range<Int>, blocks: PageBlocks, page: UnsafeRawBufferPointer, lineLimit: Int, place: inout Place,
        values: UnsafeMutablePointer<Double>
    ) -> Int {
        guard let base = page.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return 0 }
        let limit = page.count
        var own = bytes + offset(of: range.lowerBound)
        for next in range {
            let head = heads[next], length = Int(head.length)
            var at = place.position
            guard !head.isStamped, length <= lineLimit, limit &- at > length, memcmp(base + at, own, length) == 0 else {
                return next &- range.lowerBound
            }
            at &+= length
            var fresh: PageBlocks.Block?
            if head.slot >= 0 {
                let known = blocks.blocks[Int(head.slot)].range
                if known.isEmpty {
                    guard let block = blocks.scan(at), block.range.count <= lineLimit else {
                        return next &- range.lowerBound
                    }
                    fresh = block
                    at = block.range.upperBound
                } else {
                    guard limit &- at > known.count, memcmp(base + at, base + known.lowerBound, known.count) == 0 else {
                        return next &- range.lowerBound
                    }
                    at &+= known.count
                }
            }
            guard let value = Decimal.read(base, &at, limit) else { return next &- range.lowerBound }
            values[place.index] = value
            if let fresh { blocks.note(fresh, slot: Int(head.slot), head: next) }
            own += length
            place = Place(position: at, index: place.index &+ 1)
        }
        return range.count
    }
}

extension TextScanner {
    /// The label block at `start`, and the blanks behind it, on a line whose metric has been named before.
    mutating func block(at start: Int) -> PageBlocks.Block? {
        let end = bytes.lineEnd(from: start)
        guard start < end, bytes[start] == 0x7B else { return nil }
        // Not empty: a quoted text in the block is no name then.
        name = 0..<1
        var at = start
        guard labelBlock(&at, end) == nil else { return nil }
        bytes.skipBlanks(&at, end)
        return PageBlocks.Block(range: start..<at, labels: labels)
    }

    /// The sample on the next line that has one, if the last ended at `position` and nothing but blanks follows it there.
    ///
    /// - Returns: nil at a bad line, at the end, and for a sample with a time of its own.
    public mutating func sample(after position: Int) -> PageSample? {
        var start = position
        if start > 0 {
            while start < bytes.count, PageBytes.isBlank(bytes[start]) || bytes[start] == 0x0D { start &+= 1 }
            guard start < bytes.count, bytes[start] == 0x0A else { return nil }
            start &+= 1
        }
        seek(to: start)
        while true {
            switch next() {
            case .skipped: continue
            case .sample: return timestampMs == nil ? current : nil
            case .bad, .end: return nil
            }
        }
    }
}
