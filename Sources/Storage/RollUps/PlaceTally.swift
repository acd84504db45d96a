// A roll-up in the making (unsafe: borrowed bins), half of the values of a place.

/// Count, extremes and sum of a stretch of values.
struct PlaceTally {
    private var count = 0
    private var least = Float.infinity
    private var greatest = -Float.infinity
    private var sum = 0.0

    /// - Parameter bins: the histogram that the value goes into. A NaN goes nowhere.
    @inline(__always)
    mutating func add(_ value: Float, _ scale: BinScale, _ bins: UnsafeMutablePointer<UInt32>) {
        guard value == value else { return }
        count &+= 1
        sum += Double(value)
        least = value < least ? value : least
        greatest = value > greatest ? value : greatest
        bins[scale.bin(value)] &+= 1
    }

    func rollUp(with other: PlaceTally) -> RollUp {
        RollUp(
            count: count + other.count, min: least < other.least ? least : other.least,
            max: greatest > other.greatest ? greatest : other.greatest, sum: sum + other.sum)
    }
}
