// Bits being written, least first within little-endian words (unsafe inside, one owner). Emptying keeps the memory.

/// Fixed-width fields, or single marks far apart.
final class BitSink {
    private(set) var words: UnsafeMutablePointer<UInt64>
    private var capacity: Int
    /// Written bits.
    var count = 0

    init(capacity bits: Int = 4096) {
        capacity = bits / 64 + 2
        words = .allocate(capacity: capacity)
        words.initialize(repeating: 0, count: capacity)
    }

    deinit { words.deallocate() }

    /// Makes room for `bits` more and clears it.
    func reserve(_ bits: Int) {
        let needed = (count + bits) / 64 + 2
        guard needed > capacity else { return }
        let grown = UnsafeMutablePointer<UInt64>.allocate(capacity: needed * 2)
        grown.initialize(repeating: 0, count: needed * 2)
        grown.update(from: words, count: capacity)
        words.deallocate()
        words = grown
        capacity = needed * 2
    }

    func removeAll() {
        words.update(repeating: 0, count: min(capacity, count / 64 + 2))
        count = 0
    }

    /// Appends the low `width` bits of `value`, which must have no others. Room must be reserved.
    @inline(__always)
    func append(_ value: UInt64, width: Int) {
        let word = count >> 6, shift = count & 63
        words[word] |= value << UInt64(shift)
        if shift + width > 64 { words[word + 1] |= value >> UInt64(64 - shift) }
        count &+= width
    }

    var byteCount: Int { (count + 7) / 8 }

    func write(to sink: ByteSink) { sink.append(UnsafeRawBufferPointer(start: words, count: byteCount)) }
}

extension BitSink {
    /// The bits that `value` needs.
    @inline(__always)
    static func width(_ value: UInt64) -> Int { 64 - value.leadingZeroBitCount }
}
