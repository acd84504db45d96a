// Unary numbers: the distances between set bits (unsafe inside: a borrowed buffer of whole words).

/// Walks over marks. Exhausted, it says so and stays where it is.
struct MarkReader {
    private let words: UnsafeRawPointer
    private let count: Int
    private var index = 0
    /// What is left of the current word.
    private var word: UInt64 = 0
    /// Position of the last mark.
    private var last = -1

    init(_ words: UnsafeRawPointer, count: Int) {
        self.words = words
        self.count = count
        if count > 0 { word = words.loadUnaligned(as: UInt64.self) }
    }

    /// The zeros before the next mark; nil at the end.
    @inline(__always)
    mutating func next() -> UInt64? {
        while word == 0 { guard advance() else { return nil } }
        let position = index &* 64 &+ word.trailingZeroBitCount
        word &= word &- 1
        defer { last = position }
        return UInt64(truncatingIfNeeded: position &- last &- 1)
    }

    /// Passes over so many marks.
    @inline(__always)
    mutating func skip(_ marks: Int) -> Bool {
        var left = marks
        while left > 0 {
            let ones = word.nonzeroBitCount
            if ones <= left {
                if ones > 0 { last = index &* 64 &+ 63 &- word.leadingZeroBitCount }
                left &-= ones
                word = 0
                guard left == 0 || advance() else { return false }
            } else {
                for _ in 1..<left { word &= word &- 1 }
                last = index &* 64 &+ word.trailingZeroBitCount
                word &= word &- 1
                return true
            }
        }
        return true
    }

    @inline(__always)
    private mutating func advance() -> Bool {
        guard index &+ 1 < count else { return false }
        index &+= 1
        word = words.loadUnaligned(fromByteOffset: index &* 8, as: UInt64.self)
        return true
    }
}
