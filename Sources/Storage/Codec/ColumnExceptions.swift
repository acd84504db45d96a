// Runs of values that no quantum stands for: absences, infinities, the odd number (unsafe inside: a borrowed buffer).

/// Walks over the exceptions of a column in order of series.
struct ColumnExceptions<T: StoredNumber> {
    private var source: ByteSource
    private var left: Int
    private(set) var series = 0
    private(set) var first = 0
    private(set) var last = 0
    private(set) var value: T = 0

    init(_ bytes: UnsafeRawBufferPointer, start: Int, count: Int) {
        source = ByteSource(bytes, at: start)
        left = count
        advance()
    }

    /// Moves on; behind the last, `series` is `Int.max`.
    mutating func advance() {
        guard left > 0, let gap = source.takeVarint(), let first = source.take(UInt8.self),
            let more = source.take(UInt8.self), let bits = source.take(T.Bits.self)
        else {
            series = .max
            return
        }
        left -= 1
        series = series &+ Int(truncatingIfNeeded: gap & 0xFF_FFFF)
        self.first = Int(first)
        last = Int(first) + Int(more)
        value = T(bits: bits)
    }

    /// Passes over those of earlier series.
    mutating func skip(to index: Int) { while series < index { advance() } }
}
