// The label blocks of one page, each taken apart once (unsafe: compares borrowed bytes): all lines of a GPU carry the same.

import Exposition
import Glibc
import Telemetry

/// Blocks by content for the page that is being learned. Cleared for every page.
/// One thread at a time, no access within another: the run-time's own check of that, per line of a page, is left out.
final class LabelBlocks {
    /// A block that stands in the page at least this often and is at least this long is kept apart from the heads.
    static let slotUses = 3
    static let slotBytes = 48
    static let slotLimit = 16_384

    struct Block {
        /// From the brace to the number.
        var range: Range<Int>
        var uses = 1
        /// Number among the target's slots, nil if the block stays in the heads.
        var slot: Int?
        var labels: LabelSet?
        var text: String?
    }

    @exclusivity(unchecked) private(set) var blocks: [Block] = []
    @exclusivity(unchecked) private var table = [Int32](repeating: -1, count: 256)
    @exclusivity(unchecked) private var hashes: [UInt64] = []
    /// Of each sample, in page order; -1 if it has no labels.
    @exclusivity(unchecked) private(set) var ofSample: [Int32] = []
    /// By the scanner's numbers.
    @exclusivity(unchecked) private var ofNumber: [Int32] = []
    /// The last block taken apart that no other line has.
    @exclusivity(unchecked) private var single = -1

    func removeAll() {
        blocks.removeAll(keepingCapacity: true)
        hashes.removeAll(keepingCapacity: true)
        ofSample.removeAll(keepingCapacity: true)
        ofNumber.removeAll(keepingCapacity: true)
        for index in table.indices { table[index] = -1 }
        single = -1
    }

    /// Notes the next sample's block.
    ///
    /// - Parameter number: what the scanner knows of it; -1 if nothing.
    func append(_ range: Range<Int>, number: Int32, in page: UnsafeRawBufferPointer) {
        guard !range.isEmpty else { return ofSample.append(-1) }
        let number = Int(number)
        if number >= 0, number < ofNumber.count, ofNumber[number] >= 0 {
            let entry = Int(ofNumber[number])
            // The blank before the number belongs to the block here.
            if blocks[entry].range.count == range.count {
                blocks[entry].uses += 1
                return ofSample.append(Int32(entry))
            }
        }
        let entry = find(range, in: page)
        ofSample.append(entry)
        guard number >= 0, number < Self.slotLimit else { return }
        while ofNumber.count <= number { ofNumber.append(-1) }
        ofNumber[number] = entry
    }

    private func find(_ range: Range<Int>, in page: UnsafeRawBufferPointer) -> Int32 {
        let start = page.baseAddress! + range.lowerBound
        let hash = LineHash.of(UnsafeRawBufferPointer(start: start, count: range.count))
        var index = Int(truncatingIfNeeded: hash) & (table.count - 1)
        while table[index] >= 0 {
            let entry = Int(table[index])
            let known = blocks[entry].range
            if hashes[entry] == hash, known.count == range.count,
                memcmp(page.baseAddress! + known.lowerBound, start, range.count) == 0
            {
                blocks[entry].uses += 1
                return Int32(entry)
            }
            index = (index + 1) & (table.count - 1)
        }
        table[index] = Int32(blocks.count)
        blocks.append(Block(range: range))
        hashes.append(hash)
        if blocks.count * 2 > table.count { grow() }
        return Int32(blocks.count - 1)
    }

    /// Chooses the blocks to keep apart, and gives their places in the page.
    func chooseSlots() -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for index in blocks.indices
        where blocks[index].uses >= Self.slotUses && blocks[index].range.count >= Self.slotBytes
            && ranges.count < Self.slotLimit
        {
            blocks[index].slot = ranges.count
            ranges.append(blocks[index].range)
        }
        return ranges
    }

    /// The slot of a sample's block, nil if it has none.
    func slot(ofSample sample: Int) -> Int? { ofSample[sample] < 0 ? nil : blocks[Int(ofSample[sample])].slot }

    /// The labels of a sample.
    func labels(
        ofSample sample: Int, _ labels: Range<Int>, in page: UnsafeRawBufferPointer, _ names: LabelNames
    ) -> LabelSet {
        let index = Int(ofSample[sample])
        guard index >= 0 else { return LabelSet(names) }
        if let known = blocks[index].labels { return known }
        let set = Self.set(UnsafeRawBufferPointer(rebasing: page[labels]), names)
        if blocks[index].uses == 1 {
            // Nobody asks for it once its line is done; a page may have fifty thousand of them.
            if single >= 0 { blocks[single].labels = nil }
            single = index
        }
        blocks[index].labels = set
        return set
    }

    /// Their one spelling.
    func text(ofSample sample: Int, _ labels: Range<Int>, in page: UnsafeRawBufferPointer) -> String {
        let index = Int(ofSample[sample])
        guard index >= 0 else { return "" }
        if let known = blocks[index].text { return known }
        let text = Labels.canonical(UnsafeRawBufferPointer(rebasing: page[labels]))
        blocks[index].text = text
        return text
    }

    static func set(_ block: UnsafeRawBufferPointer, _ names: LabelNames) -> LabelSet {
        var set = LabelSet(names, capacity: 12)
        Labels.forEach(in: block) { set.append($0, $1) }
        return set
    }

    private func grow() {
        table = [Int32](repeating: -1, count: table.count * 2)
        for (entry, hash) in hashes.enumerated() {
            var index = Int(truncatingIfNeeded: hash) & (table.count - 1)
            while table[index] >= 0 { index = (index + 1) & (table.count - 1) }
            table[index] = Int32(entry)
        }
    }
}
