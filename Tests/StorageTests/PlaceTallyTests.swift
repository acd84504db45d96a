// Four values at once say what one after the other says: tallies and histograms, by values of every kind.

import Telemetry
import Testing

@testable import Storage

struct PlaceTallyTests {
    private let scale = BinScale(Catalogue.standard[.tempCelsius])
    private let odd: [Float] = [
        .nan, .infinity, -.infinity, -0.0, 0, 0.0001, 63.999996, .greatestFiniteMagnitude, -.greatestFiniteMagnitude,
        .leastNonzeroMagnitude, Absence.missing.float, Absence.stale.float,
    ]

    private func values(_ seed: UInt64) -> [Float] {
        var random = SeededGenerator(state: seed)
        return (0..<72).map { _ in
            Int.random(in: 0..<8, using: &random) == 0
                ? odd.randomElement(using: &random)! : Float.random(in: -20...140, using: &random)
        }
    }

    @Test(arguments: 1...50 as ClosedRange<UInt64>)
    func foursAndSinglesAgree(seed: UInt64) {
        let values = values(seed)
        var single = PlaceTally(), four = PlaceTally(), fold = RollUp()
        var singles = [UInt32](repeating: 0, count: BinScale.bins), fours = singles
        singles.withUnsafeMutableBufferPointer { singles in
            fours.withUnsafeMutableBufferPointer { fours in
                for start in stride(from: 0, to: values.count, by: 4) {
                    let part = SIMD4(values[start..<start + 4])
                    four.add(part, scale, fours.baseAddress!)
                    for lane in 0..<4 { single.add(part[lane], scale, singles.baseAddress!) }
                }
            }
        }
        for value in values { fold.add(value) }
        #expect(singles == fours, "seed \(seed)")
        #expect(Int(fours.reduce(0, +)) == fold.count)
        for tally in [single.rollUp, four.rollUp] {
            #expect((tally.count, tally.min, tally.max) == (fold.count, fold.min, fold.max), "seed \(seed)")
            // Sums may differ by what rounding of the parts leaves, which may be more than the sum itself.
            let parts = values.filter { $0.isFinite }.reduce(0) { $0 + abs(Double($1)) }
            let isClose = abs(tally.sum - fold.sum) <= 1e-9 * parts
            #expect(isClose || tally.sum.isNaN && fold.sum.isNaN || tally.sum == fold.sum, "seed \(seed)")
        }
    }

    @Test func binsAreSixtyFourEqualParts() {
        let metric = Catalogue.standard[.tempCelsius]
        let width = (metric.range.upperBound - metric.range.lowerBound) / 64
        for bin in 0..<BinScale.bins {
            let middle = Float(metric.range.lowerBound + (Double(bin) + 0.5) * width)
            #expect(scale.bin(middle) == bin && scale.bins(SIMD4(repeating: middle)) == SIMD4(repeating: UInt32(bin)))
        }
    }
}
