// Label blocks of a page by slot, found while it is read by another target's heads (unsafe: borrows the page). One owner, reused.

/// Where a page has what only this target has.
public final class PageBlocks {
    /// A block and the place of its first use.
    public struct Block {
        /// From the brace to the number.
        public var range = 0..<0
        /// Between the braces.
        public var labels = 0..<0
    }

    private let workspace: ScannerWorkspace
    private var scanner: TextScanner
    @exclusivity(unchecked) private(set) var blocks: [Block] = []
    /// Slots by the head that used them first, since this was last emptied.
    @exclusivity(unchecked) public private(set) var found: [(slot: Int, head: Int)] = []

    /// - Parameter workspace: used by this reader alone while it reads.
    public init(workspace: ScannerWorkspace) {
        self.workspace = workspace
        scanner = TextScanner(UnsafeRawBufferPointer(start: nil, count: 0), workspace: workspace)
    }

    /// Begins a page that must outlive the reading. No block is known.
    public func begin(_ page: UnsafeRawBufferPointer, slots: Int, limits: PageLimits) {
        scanner = TextScanner(page, limits: limits, workspace: workspace)
        blocks.removeAll(keepingCapacity: true)
        for _ in 0..<slots { blocks.append(Block()) }
        found.removeAll(keepingCapacity: true)
    }

    /// The block of a slot; empty if none was found.
    public subscript(slot: Int) -> Block { blocks[slot] }

    /// The blocks by slot, for the target's own heads.
    public var ranges: [Range<Int>] { blocks.map(\.range) }

    /// Forgets what was found when, not what was found.
    public func removeFound() { found.removeAll(keepingCapacity: true) }

    /// Reads the block that stands at `at`, behind a metric's name.
    ///
    /// - Returns: nil if none stands there that a line could have.
    func scan(_ at: Int) -> Block? { scanner.block(at: at) }

    func note(_ block: Block, slot: Int, head: Int) {
        blocks[slot] = block
        found.append((slot, head))
    }
}
