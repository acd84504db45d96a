// The label that tells the targets of a text apart (unsafe: borrows the page). Only its own value becomes text, and only when it changes.

import Exposition
import Glibc

/// Follows `instance` from sample to sample.
struct InstanceLabel {
    private let page: UnsafeRawBufferPointer
    /// The last label block as far as it was needed: up to the end of the value, the whole block if there is none.
    private var known = 0..<0
    private var isWhole = true
    /// Of the block that was read last; nil if it has none.
    private(set) var value: String?

    init(_ page: UnsafeRawBufferPointer) { self.page = page }

    /// Takes the next block, between its braces.
    ///
    /// - Returns: whether the value is another one now.
    mutating func read(_ block: Range<Int>) -> Bool {
        // A block is read from its beginning, so what begins alike says the same up to there.
        if isWhole ? block.count == known.count : block.count >= known.count,
            memcmp(page.baseAddress! + known.lowerBound, page.baseAddress! + block.lowerBound, known.count) == 0
        {
            return false
        }
        let found = Labels.first(named: "instance", in: UnsafeRawBufferPointer(rebasing: page[block]))
        isWhole = found == nil
        known = block.lowerBound..<block.lowerBound + (found?.end ?? block.count)
        guard found?.value != value else { return false }
        value = found?.value
        return true
    }
}
