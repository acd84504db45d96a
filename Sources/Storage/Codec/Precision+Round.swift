// The rounding that a block of this precision does to a value, done beforehand (unsafe inside: values in place). Absence keeps its pattern.

extension Precision {
    /// Brings numbers to the nearest one that a block of this precision gives back.
    public func round(_ values: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .exact: return
        case .step(let step):
            guard step.isFinite, step > 0 else { return }
            if case .decimal(let places) = Grid(step: step) {
                Self.round(values, count, by: Grid.power(places)) {
                    $0 * $1
                } back: {
                    $0 / $1
                }
            } else {
                Self.round(values, count, by: step) {
                    $0 / $1
                } back: {
                    $0 * $1
                }
            }
        case .significant(let bits):
            let drop = UInt32(max(0, Float.significandBits - bits))
            let half: UInt32 = drop > 0 ? 1 << (drop - 1) : 0
            for index in 0..<count where values[index].isFinite {
                let value = values[index]
                let pattern = ((value.magnitude.bitPattern &+ half) >> drop) << drop
                guard pattern < Float.infinity.bitPattern else { continue }
                values[index] = value < 0 ? -Float(bitPattern: pattern) : Float(bitPattern: pattern)
            }
        }
    }

    /// The nearest number that a block of this precision gives back.
    func rounded(_ value: Float) -> Float {
        var value = value
        round(&value, count: 1)
        return value
    }

    /// Ties to even, as the codec rounds. What is too large for a quantum, and what is no number, stays as it is. The sum with 1.5 * 2^52
    /// rounds without a call, and without a branch, so that the loop works on several numbers at once.
    @inline(__always)
    private static func round(
        _ values: UnsafeMutablePointer<Float>, _ count: Int, by unit: Double, scaled: (Double, Double) -> Double,
        back: (Double, Double) -> Double
    ) {
        let rounder = 6_755_399_441_055_744.0
        for index in 0..<count {
            let value = values[index]
            let quanta = scaled(Double(value), unit)
            let rounded = Float(back((quanta + rounder) - rounder, unit))
            // The codec's bound for numbers that it rounds without a call; larger ones are whole already or exceptions.
            values[index] = quanta.magnitude < 1_125_899_906_842_624 ? rounded : value
        }
    }
}
