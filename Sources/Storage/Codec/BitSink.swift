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

    /// The end of a sink in a loop's own hands, so that no value waits for the one before to come back from memory.
    struct Tail {
        fileprivate let words: UnsafeMutablePointer<UInt64>
        fileprivate var index: Int
        fileprivate var word: UInt64
        fileprivate var fill: Int

        /// Appends the low `width` bits of `value`, which must have no others. Room must be reserved.
        @inline(__always)
        mutating func append(_ value: UInt64, width: Int) {
            word |= value &<< UInt64(fill)
            let end = fill &+ width
            guard end >= 64 else {
                fill = end
                return
            }
            words[index] = word
            index &+= 1
            word = value >> UInt64(64 &- fill)
            fill = end &- 64
        }

        /// Appends `zeros` bits 0 and one 1.
        @inline(__always)
        mutating func mark(after zeros: Int) {
            var end = fill &+ zeros
            while end >= 64 {
                words[index] = word
                index &+= 1
                word = 0
                end &-= 64
            }
            word |= 1 &<< UInt64(end)
            fill = end &+ 1
            guard fill == 64 else { return }
            words[index] = word
            index &+= 1
            word = 0
            fill = 0
        }
    }

    /// Must come back by `close` before anything else is appended.
    @inline(__always)
    func tail() -> Tail { Tail(words: words, index: count >> 6, word: words[count >> 6], fill: count & 63) }

    @inline(__always)
    func close(_ tail: Tail) {
        words[tail.index] = tail.word
        count = tail.index << 6 + tail.fill
    }

    var byteCount: Int { (count + 7) / 8 }

    func write(to sink: ByteSink) { sink.append(UnsafeRawBufferPointer(start: words, count: byteCount)) }
}

extension BitSink {
    /// The bits that `value` needs.
    @inline(__always)
    static func width(_ value: UInt64) -> Int { 64 - value.leadingZeroBitCount }
}
