// A roll-up in the making, without branches (unsafe: borrowed bins): what does not count adds nothing.

/// Count, extremes and sum of a stretch of values.
struct PlaceTally {
    private var count = 0
    private var least = Float.infinity
    private var greatest = -Float.infinity
    private var sum = 0.0

    /// - Parameter bins: the histogram that the value goes into.
    @inline(__always)
    mutating func add(_ value: Float, counts: Bool, _ scale: BinScale, _ bins: UnsafeMutablePointer<UInt32>) {
        let isKnown = counts && value == value
        let number: Float = isKnown ? value : 0
        count &+= isKnown ? 1 : 0
        sum += Double(number)
        least = isKnown && value < least ? value : least
        greatest = isKnown && value > greatest ? value : greatest
        bins[scale.bin(number)] &+= isKnown ? 1 : 0
    }

    func rollUp(with other: PlaceTally) -> RollUp {
        RollUp(
            count: count + other.count, min: least < other.least ? least : other.least,
            max: greatest > other.greatest ? greatest : other.greatest, sum: sum + other.sum)
    }
}
