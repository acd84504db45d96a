// The patches and the exceptions of a column, in order (unsafe inside: a borrowed buffer).

/// Walks over residuals that were too long for their series' width.
struct ColumnPatches {
    private var source: ByteSource
    private var left: Int
    private(set) var series = 0
    private(set) var slot = 0
    private(set) var residual: Int64 = 0

    init(_ bytes: UnsafeRawBufferPointer, start: Int, count: Int) {
        source = ByteSource(bytes, at: start)
        left = count
        advance()
    }

    /// Moves on; behind the last, `series` is `Int.max`.
    mutating func advance() {
        guard left > 0, let gap = source.takeVarint(), let slot = source.take(UInt8.self),
            let code = source.takeVarint()
        else {
            series = .max
            return
        }
        left -= 1
        series = series &+ Int(truncatingIfNeeded: gap & 0xFF_FFFF)
        self.slot = Int(slot)
        residual = ColumnBits.signed(code)
    }

    /// Passes over those of earlier series.
    mutating func skip(to index: Int) { while series < index { advance() } }
}
