// Bytes being written: a growing buffer with the few shapes that the block format knows (unsafe inside, one owner).

/// Appends little-endian numbers and runs of bytes. Reused: emptying keeps the memory.
public final class ByteSink {
    /// Bytes written since the last emptying.
    @exclusivity(unchecked) public private(set) var count = 0
    private var memory: BlockMemory
    @exclusivity(unchecked) private var capacity: Int
    @exclusivity(unchecked) private(set) var base: UnsafeMutableRawPointer

    /// Starts empty, with room for `capacity` bytes (64 at least) before it has to grow.
    public init(capacity: Int = 4096) {
        (memory, self.capacity, base) = Self.room(max(64, capacity))
    }

    deinit { memory.free() }

    private static func room(_ capacity: Int) -> (BlockMemory, Int, UnsafeMutableRawPointer) {
        let memory = BlockMemory(byteCount: capacity)
        guard let base = memory.bytes.baseAddress else { fatalError("no memory for \(capacity) bytes") }
        return (memory, capacity, base)
    }

    /// What was written, valid until the next append.
    public var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: base, count: count) }

    /// Empties it and keeps the memory; what `bytes` gave before is no longer valid.
    public func removeAll() { count = 0 }

    /// Empties it, with room for this many bytes: what is never written costs nothing, where that is much.
    func removeAll(reserving byteCount: Int) {
        count = 0
        guard byteCount > capacity else { return }
        memory.free()
        (memory, capacity, base) = Self.room(byteCount)
    }

    /// Gives away what was written, in memory of its own, and is empty: much of it without a copy, so that whoever wrote it bit by bit does not
    /// pay for all of it at the end.
    func take() -> BlockMemory {
        defer { count = 0 }
        guard memory.isMapped, count >= BlockMemory.mappedFrom else {
            let copy = BlockMemory(byteCount: count)
            copy.bytes.copyMemory(from: bytes)
            return copy
        }
        let written = memory.trimmed(to: count)
        (memory, capacity, base) = Self.room(64)
        return written
    }

    /// Takes back what was written behind `count`.
    func truncate(to count: Int) { self.count = min(self.count, max(0, count)) }

    func reserve(_ more: Int) {
        guard count + more > capacity else { return }
        let old = memory
        (memory, capacity, base) = Self.room(max(count + more, capacity * 2))
        memory.bytes.copyMemory(from: UnsafeRawBufferPointer(rebasing: old.bytes[..<count]))
        old.free()
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
