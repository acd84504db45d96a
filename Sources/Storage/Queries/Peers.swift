// How far each of some equals is from the others: the straggler query. It judges nothing.

/// Robust deviations within one group of peers.
public struct Peers: Equatable, Sendable {
    /// Of all known values.
    public let median: Float
    /// Median of the absolute distances from the median; 0 if most are equal.
    public let mad: Float
    /// Per value its distance in units of 1.4826 MAD, which is a standard deviation for bell-shaped values; NaN where the value is
    /// unknown. If the MAD is 0, equals are 0 and others infinite.
    public let scores: [Float]

    /// - Parameter values: unknown ones as any NaN.
    public init(_ values: [Float]) {
        let known = values.filter { $0 == $0 }.sorted()
        guard !known.isEmpty else {
            (median, mad) = (.nan, .nan)
            scores = values
            return
        }
        let median = Self.middle(known)
        let mad = Self.middle(known.map { ($0 - median).magnitude }.sorted())
        self.median = median
        self.mad = mad
        scores = values.map { value in
            let distance = value - median
            if distance == 0 || distance != distance { return distance }
            return mad > 0 ? distance / (1.4826 * mad) : distance < 0 ? -.infinity : .infinity
        }
    }

    private static func middle(_ sorted: [Float]) -> Float {
        let half = sorted.count / 2
        return sorted.count % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2
    }
}
