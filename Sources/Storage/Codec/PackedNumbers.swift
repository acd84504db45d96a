// Whole numbers in equal widths above their least (unsafe inside: a borrowed buffer). Any one can be read alone.

/// The mirror of the encoder's packed arrays. Reads nothing outside its own bytes.
struct PackedNumbers {
    private let bytes: UnsafeRawBufferPointer
    private let start: Int
    private let width: Int
    private let least: Int64

    /// Reads the head at the cursor and passes over the array.
    init?(_ source: inout ByteSource, count: Int) {
        guard let width = source.take(UInt8.self), width <= 64, let least = source.takeVarint(),
            let start = source.skip((count * Int(width) + 7) / 8)
        else { return nil }
        bytes = source.bytes
        self.start = start
        self.width = Int(width)
        self.least = ColumnBits.signed(least)
    }

    @inline(__always)
    subscript(index: Int) -> Int64 {
        width == 0
            ? least
            : least
                &+ Int64(
                    bitPattern: ColumnBits.careful(bytes, bit: start &* 8 &+ index &* width, width: width))
    }
}
