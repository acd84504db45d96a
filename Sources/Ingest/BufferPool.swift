// Page buffers for the few scrapes that are open at once, instead of one for each of thousands of targets. Event loop only.

import NIOCore

/// A bounded stack of cleared buffers.
final class BufferPool {
    static let limit = 64
    /// Larger ones are not kept.
    static let keptBytes = 1_000_000

    private var buffers: [ByteBuffer] = []

    func take() -> ByteBuffer { buffers.popLast() ?? ByteBufferAllocator().buffer(capacity: 65_536) }

    func give(_ buffer: ByteBuffer) {
        guard buffers.count < Self.limit, buffer.capacity <= Self.keptBytes else { return }
        var cleared = buffer
        cleared.clear()
        buffers.append(cleared)
    }
}
