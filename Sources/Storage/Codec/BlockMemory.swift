// Where a block's bytes lie (unsafe: that is its purpose). It knows nothing of what they mean.

import Glibc

/// Memory written once and given back whole. Large blocks are mapped: rings forget blocks for days, and holes between blocks of ever other
/// sizes would fill a tenth of what the rings may take.
struct BlockMemory {
    /// From here on a page more or less is nothing.
    static let mappedFrom = 1 << 18

    let bytes: UnsafeMutableRawBufferPointer
    let isMapped: Bool

    init(byteCount: Int) {
        if byteCount >= Self.mappedFrom,
            let start = mmap(
                nil, byteCount, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0),
            start != MAP_FAILED
        {
            self.init(UnsafeMutableRawBufferPointer(start: start, count: byteCount), isMapped: true)
        } else {
            self.init(.allocate(byteCount: byteCount, alignment: 16), isMapped: false)
        }
    }

    private init(_ bytes: UnsafeMutableRawBufferPointer, isMapped: Bool) {
        self.bytes = bytes
        self.isMapped = isMapped
    }

    /// The first bytes alone, where they are; the rest goes back. For mapped memory; use this one no more.
    func trimmed(to count: Int) -> BlockMemory {
        let page = sysconf(Int32(_SC_PAGESIZE))
        let kept = (count + page - 1) / page * page, mapped = (bytes.count + page - 1) / page * page
        if kept < mapped, let start = bytes.baseAddress { munmap(start + kept, mapped - kept) }
        return BlockMemory(UnsafeMutableRawBufferPointer(rebasing: bytes[..<count]), isMapped: true)
    }

    func free() {
        if isMapped { munmap(bytes.baseAddress, bytes.count) } else { bytes.deallocate() }
    }
}
