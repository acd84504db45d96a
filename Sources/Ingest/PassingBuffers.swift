// Where replies are received: a buffer large enough for a page, lent for one read. Not a pool: thousands of connections, each with
// buffers of its own, would take hundreds of megabytes, and each read would go through memory that no cache holds.

import NIOCore

/// What is freed after one read is what the next connection gets, still in the cache.
struct PassingBuffers: RecvByteBufferAllocator {
    /// A page of four GPUs is 33 KB.
    private static let capacity = 65_536
    /// The channel keeps the first buffer it gets, whatever comes after: so that one is small.
    private static let keptCapacity = 1_024
    private var hasRead = false

    func buffer(allocator: ByteBufferAllocator) -> ByteBuffer {
        allocator.buffer(capacity: hasRead ? Self.capacity : Self.keptCapacity)
    }

    /// - Returns: true, which asks for a buffer anew each time.
    mutating func record(actualReadBytes: Int) -> Bool {
        hasRead = true
        return true
    }
}
