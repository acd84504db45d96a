// A roll-up in the making (unsafe: borrowed bins): four values at once where all of them count.

/// Count, extremes and sum of a place's values.
struct PlaceTally {
    private var count = 0
    private var least = SIMD4<Float>(repeating: .infinity)
    private var greatest = SIMD4<Float>(repeating: -.infinity)
    private var sum = SIMD4<Double>.zero

    /// - Parameter bins: the histogram that the value goes into. A NaN goes nowhere.
    @inline(__always)
    mutating func add(_ value: Float, _ scale: BinScale, _ bins: UnsafeMutablePointer<UInt32>) {
        guard value == value else { return }
        count &+= 1
        sum[0] += Double(value)
        least[0] = value < least[0] ? value : least[0]
        greatest[0] = value > greatest[0] ? value : greatest[0]
        bins[scale.bin(value)] &+= 1
    }

    /// The same of four.
    @inline(__always)
    mutating func add(_ four: SIMD4<Float>, _ scale: BinScale, _ bins: UnsafeMutablePointer<UInt32>) {
        guard all(four .== four) else {
            for lane in 0..<4 { add(four[lane], scale, bins) }
            return
        }
        count &+= 4
        sum += SIMD4<Double>(four)
        least.replace(with: four, where: four .< least)
        greatest.replace(with: four, where: four .> greatest)
        let places = scale.bins(four)
        bins[Int(places[0])] &+= 1
        bins[Int(places[1])] &+= 1
        bins[Int(places[2])] &+= 1
        bins[Int(places[3])] &+= 1
    }

    var rollUp: RollUp { RollUp(count: count, min: least.min(), max: greatest.max(), sum: sum.sum()) }
}
