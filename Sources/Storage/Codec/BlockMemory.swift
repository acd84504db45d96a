// Where a block's bytes lie (unsafe: that is its purpose). It knows nothing of what they mean.

import Glibc

/// Memory written once and given back whole. Large blocks are mapped: rings forget blocks for days, and holes between blocks of ever other
/// sizes would fill a tenth of what the rings may take.
struct BlockMemory {
    /// From here on a page more or less is nothing.
    private static let mappedFrom = 1 << 18

    let bytes: UnsafeMutableRawBufferPointer
    private let isMapped: Bool

    init(byteCount: Int) {
        if byteCount >= Self.mappedFrom,
            let start = mmap(nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            start != MAP_FAILED
        {
            bytes = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
            isMapped = true
        } else {
            bytes = .allocate(byteCount: byteCount, alignment: 16)
            isMapped = false
        }
    }

    func free() {
        if isMapped { munmap(bytes.baseAddress, bytes.count) } else { bytes.deallocate() }
    }
}
