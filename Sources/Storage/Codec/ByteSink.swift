// Bytes being written: a growing buffer with the few shapes that the block format knows (unsafe inside, one owner).

/// Appends little-endian numbers and runs of bytes. Reused: emptying keeps the memory.
public final class ByteSink {
    /// Bytes written since the last emptying.
    public private(set) var count = 0
    private var capacity: Int
    private(set) var base: UnsafeMutableRawPointer

    /// Starts empty, with room for `capacity` bytes (64 at least) before it has to grow.
    public init(capacity: Int = 4096) {
        self.capacity = max(64, capacity)
        base = .allocate(byteCount: self.capacity, alignment: 16)
    }

    deinit { base.deallocate() }

    /// What was written, valid until the next append.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Empties it and keeps the memory; what `bytes` gave before is no longer valid.
    public func removeAll() { count = 0 }

    /// Takes back what was written behind `count`.
    func truncate(to count: Int) { self.count = min(self.count, max(0, count)) }

    func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        capacity = max(count + more, capacity * 2)
        let grown = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 16)
        grown.copyMemory(from: base, byteCount: count)
        base.deallocate()
        base = grown
    }

    func append<Number: FixedWidthInteger>(_ number: Number) {
        reserve(Number.bitWidth / 8)
        base.storeBytes(of: number.littleEndian, toByteOffset: count, as: Number.self)
        count += Number.bitWidth / 8
    }

    func append(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        reserve(bytes.count)
        (base + count).copyMemory(from: start, byteCount: bytes.count)
        count += bytes.count
    }

    func append(zeros: Int) {
        reserve(zeros)
        (base + count).initializeMemory(as: UInt8.self, repeating: 0, count: zeros)
        count += zeros
    }

    /// Seven bits a byte, least first, the high bit says that more follow.
    func append(varint value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        append(UInt8(rest))
    }

    /// Overwrites what was reserved before.
    func store<Number: FixedWidthInteger>(_ number: Number, at offset: Int) {
        guard offset >= 0, offset + Number.bitWidth / 8 <= count else { return }
        base.storeBytes(of: number.littleEndian, toByteOffset: offset, as: Number.self)
    }
}
