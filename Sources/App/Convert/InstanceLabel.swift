// The labels that tell the targets of a text apart (unsafe: borrows the page): `instance`, and somewhere behind it `vigie_page`, which an export
// adds where several pages share an instance. Only their own values become text, and only when they change.

import Exposition
import Glibc

/// Follows the target from sample to sample.
struct InstanceLabel {
    /// Of the page's path; no exporter has a label of this name.
    static let pageLabel = "vigie_page"
    private static let pageStart = Array(",\(pageLabel)=\"".utf8)

    private let page: UnsafeRawBufferPointer
    /// The last label block as far as it was needed: up to the end of the values, the whole block if there is none.
    private var known = 0..<0
    private var isWhole = true
    private var hasPage = false
    /// Of the block that was read last; nil if it has none.
    private(set) var value: String?

    init(_ page: UnsafeRawBufferPointer) { self.page = page }

    /// Takes the next block, between its braces.
    ///
    /// - Returns: whether the value is another one now.
    mutating func read(_ block: Range<Int>) -> Bool {
        // A block is read from its beginning, so what begins alike says the same up to there.
        if isWhole ? block.count == known.count : block.count >= known.count,
            memcmp(page.baseAddress! + known.lowerBound, page.baseAddress! + block.lowerBound, known.count) == 0,
            hasPage || !namesPage(block, from: known.count)
        {
            return false
        }
        let bytes = UnsafeRawBufferPointer(rebasing: page[block])
        let found = Labels.first(named: "instance", in: bytes)
        isWhole = found == nil
        hasPage = found.map { namesPage(block, from: $0.end) } ?? false
        var end = found?.end ?? block.count, next = found?.value
        if let found, hasPage,
            let other = Labels.first(named: Self.pageLabel, in: UnsafeRawBufferPointer(rebasing: bytes[found.end...]))
        {
            end += other.end
            next = Self.joined(found.value, other.value)
        }
        known = block.lowerBound..<block.lowerBound + end
        guard next != value else { return false }
        value = next
        return true
    }

    private func namesPage(_ block: Range<Int>, from offset: Int) -> Bool {
        var at = block.lowerBound + offset
        while block.upperBound - at >= Self.pageStart.count,
            let comma = memchr(page.baseAddress! + at, 0x2C, block.upperBound - at)
        {
            at = UnsafeRawPointer(comma) - page.baseAddress!
            guard block.upperBound - at >= Self.pageStart.count else { return false }
            if memcmp(comma, Self.pageStart, Self.pageStart.count) == 0 { return true }
            at += 1
        }
        return false
    }

    /// `n1:9400` and `:9400/gpu` are `n1:9400/gpu`.
    private static func joined(_ instance: String, _ page: String) -> String {
        let port = page.prefix { $0 != "/" }
        return instance + (port.isEmpty || !instance.hasSuffix(port) ? page[...] : page.dropFirst(port.count))
    }
}
