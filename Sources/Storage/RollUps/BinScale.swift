// The fixed histogram of a metric: 64 equal bins over its display range (unsafe: borrowed counts).

import Telemetry

/// Values to bins, and quantiles back. What lies outside the range counts in the outermost bin.
///
/// A quantile is right to one bin, a 64th of the range, and never outside the values' own extremes. Histograms add up.
public struct BinScale: Sendable {
    /// Bins of every histogram, whatever the metric.
    public static let bins = 64
    let low: Float
    let perUnit: Float

    /// Over the metric's display range; an empty or endless range has no quantiles but the least.
    public init(_ metric: Metric) {
        let width = metric.range.upperBound - metric.range.lowerBound
        low = Float(metric.range.lowerBound)
        perUnit = width > 0 && width.isFinite ? Float(Double(Self.bins) / width) : 0
    }

    @inline(__always)
    func bin(_ value: Float) -> Int {
        let place = (value - low) * perUnit
        // In this order a NaN, of an endless value in an empty range, is bin 0.
        let inRange = place > 0 ? place : 0
        return Int(((inRange < 63 ? inRange : 63) + Self.lift).bitPattern >> Self.shift & 63)
    }

    /// The same of four values.
    @inline(__always)
    func bins(_ values: SIMD4<Float>) -> SIMD4<UInt32> {
        var places = (values - low) * perUnit
        places.replace(with: 0, where: .!(places .> 0))
        places.replace(with: 63, where: .!(places .< 63))
        return unsafeBitCast(places + Self.lift, to: SIMD4<UInt32>.self) &>> Self.shift & 63
    }

    /// From 64 to below 128 the upper six bits of the fraction are the whole number above 64: no conversion, and four at once.
    private static let lift: Float = 64, shift: UInt32 = 17

    /// The values below which half and 95 hundredths of the counted ones lie; NaN if there are none.
    func medianAndP95(_ counts: UnsafePointer<UInt32>, _ rollUp: RollUp) -> SIMD2<Float> {
        guard rollUp.count > 0 else { return SIMD2(.nan, .nan) }
        guard perUnit > 0 else { return SIMD2(rollUp.min, rollUp.min) }
        let ranks = SIMD2<Float>(0.5, 0.95) * Float(rollUp.count)
        var found = SIMD2<Float>(repeating: rollUp.max), before: Float = 0, next = 0
        for bin in bin(rollUp.min)...max(bin(rollUp.min), bin(rollUp.max)) where counts[bin] > 0 {
            let own = Float(counts[bin])
            while next < 2, before + own >= ranks[next] {
                let value = low + (Float(bin) + (ranks[next] - before) / own) / perUnit
                found[next] = Swift.min(rollUp.max, Swift.max(rollUp.min, value))
                next += 1
            }
            if next == 2 { break }
            before += own
        }
        return found
    }
}
