// How one series of a column is written. See docs/block-format.md for the bits.

/// A method and its bit width.
struct SeriesPlan: Equatable {
    enum Method: UInt8 {
        /// Every value is the base.
        case constant = 0
        /// Value minus base, `width` bits.
        case packed = 1
        /// Value minus base, split: `width` low bits, the rest in unary.
        case level = 2
        /// Value minus base and minus the column's common motion, split.
        case common = 3
        /// Value minus the value before, split.
        case delta = 4
        /// Difference minus the difference before, split.
        case delta2 = 5
        /// One byte per change.
        case sparse = 6
        /// Bit patterns, exclusive or with the first, `width` bits behind the common zeros.
        case xor = 7
        /// A gap and a difference per change, however large: what is read every 15 s and kept every second.
        case steps = 8
    }

    var method: Method
    var width: UInt8

    static let constant = SeriesPlan(method: .constant, width: 0)

    /// Values written to the low bits.
    @inline(__always)
    func lowCount(_ slots: Int) -> Int {
        switch method {
        case .constant, .sparse, .steps: 0
        case .packed, .level, .common, .xor: slots
        case .delta, .delta2: slots &- 1
        }
    }

    /// Marks written to the unary bits.
    @inline(__always)
    func markCount(_ slots: Int) -> Int {
        switch method {
        case .level, .common: slots
        case .delta, .delta2: slots &- 1
        case .constant, .packed, .sparse, .steps, .xor: 0
        }
    }
}
