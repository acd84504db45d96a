// The rules that the samples of one histogram point must keep together. It sees numbers only.

/// Fed with the parts of one point in page order, asked at its end.
struct HistogramCheck {
    private var lastBound = -Double.infinity
    private var hasBuckets = false
    private var lastValue = 0.0
    private var count: Double?
    private var hasSum = false
    private var negativeSum = false
    private var negativeBounds = false

    /// - Returns: what is wrong with a bucket, nil if nothing.
    mutating func bucket(bound: Double, value: Double) -> LineFault.Reason? {
        if hasBuckets, bound <= lastBound { return .bucketOrder }
        if value < lastValue { return .bucketValues }
        if bound < 0 { negativeBounds = true }
        hasBuckets = true
        lastBound = bound
        lastValue = value
        return nil
    }

    mutating func add(count: Double) { self.count = count }

    mutating func add(sum: Double) {
        hasSum = true
        if sum < 0 { negativeSum = true }
    }

    /// - Parameter isGauge: a gaugehistogram's sum may be negative beside negative buckets.
    func end(isGauge: Bool) -> LineFault.Reason? {
        guard hasBuckets, lastBound == .infinity else { return .bucketInfinity }
        if let count, count != lastValue { return .bucketCount }
        if hasSum != (count != nil) { return .sumWithoutCount }
        if !isGauge, negativeBounds, hasSum { return .sumOfNegative }
        if negativeSum, !negativeBounds { return .sumValue }
        return nil
    }
}
