// Memory of very large pages goes back to the system as soon as it is free. Not for anything smaller: that is faster kept.

import CMalloc

enum LargeBlocks {
    private static let bytes: CInt = 4 << 20

    /// Left alone, the allocator learns from the first large page it gives back to keep the next one: one page of 16 MB would hold as
    /// much for good. Called once, before the first page.
    static func giveBack() { _ = mallopt(M_MMAP_THRESHOLD, bytes) }
}
