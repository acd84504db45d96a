// The rounding that a block of this precision does to a value, done beforehand (unsafe inside: values in place). Absence keeps its pattern.

extension Precision {
    /// Brings numbers to the nearest one that a block of this precision gives back.
    func round(_ values: UnsafeMutablePointer<Float>, count: Int) {
        switch self {
        case .exact: return
        case .step(let step):
            guard step.isFinite, step > 0 else { return }
            let grid = Grid(step: step)
            if case .decimal(let places) = grid {
                let scale = Grid.power(places)
                for index in 0..<count {
                    values[index] = Self.rounded(values[index]) {
                        $0 * scale
                    } back: {
                        $0 / scale
                    }
                }
            } else {
                for index in 0..<count {
                    values[index] = Self.rounded(values[index]) {
                        $0 / step
                    } back: {
                        $0 * step
                    }
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

    /// Ties to even, as the codec rounds. What is too large for a quantum, and what is no number, stays as it is.
    @inline(__always)
    private static func rounded(_ value: Float, _ scaled: (Double) -> Double, back: (Double) -> Double) -> Float {
        let quanta = scaled(Double(value))
        // The codec's bound for numbers that it rounds without a call; larger ones are whole already or exceptions.
        guard quanta.magnitude < 1_125_899_906_842_624 else { return value }
        return Float(back(quanta.rounded(.toNearestOrEven) + 0))
    }
}
