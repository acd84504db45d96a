// The bound: how few bits the values could take if each were drawn from one distribution per field. A measurement.

import Glibc

enum Entropy {
    /// Bits a sample of the better of value, difference and second difference, pooled over all series.
    ///
    /// - Parameter series: whole quanta, one array per GPU.
    static func bound(_ series: [[Int64]]) -> Double {
        let first = series.map { zip($0.dropFirst(), $0).map { $0 &- $1 } }
        let second = first.map { zip($0.dropFirst(), $0).map { $0 &- $1 } }
        return min(bits(series), bits(first), bits(second))
    }

    /// Entropy of the empirical distribution. Where most values occur once the sample cannot show it: then the values are counted in
    /// bins of `2^shift` quanta and `shift` is added, which is exact for densities that are smooth over a bin.
    private static func bits(_ series: [[Int64]]) -> Double {
        let total = series.reduce(0) { $0 + $1.count }
        guard total > 0 else { return 0 }
        var shift = 0
        while true {
            var counts: [Int64: Int] = [:]
            for values in series { for value in values { counts[value >> Int64(shift), default: 0] += 1 } }
            if counts.count * 32 <= total || shift > 60 {
                let sum = counts.values.reduce(0.0) { $0 - Double($1) * log2(Double($1) / Double(total)) }
                return sum / Double(total) + Double(shift)
            }
            shift += max(1, Int(log2(Double(counts.count * 32) / Double(total))))
        }
    }
}
